#!/usr/bin/env python3
"""Trains the table that the judge of headings decides by, and measures it out of fold.

    train.py TEXTS [--table OUT] [--predictions OUT] [--folds N] [--no-copies] [--threshold P] [--trees N] [--leaves N] [--trees2 N] [--leaves2 N]

TEXTS is a folder of FAMILY/NAME.txt with the true headings in FAMILY/NAME.gold.json. What the judge sees of a text is
printed by the judge itself (`cargo bench --bench headings -- facts`), so that what is learned is what will be asked.

1.  Boosted trees over the numbers of the first look, trained on the texts and on copies of them set in another way
    (one line a block, blank lines between, wrapped at 72 columns, headings centred or indented, underlines taken away).
2.  Boosted trees over the numbers of the second look, which need the first look's points: those come out of fold.
3.  Boosted trees over how two headings in a row that nothing marks follow each other.
4.  One threshold for all, and how often a line with so many points is a heading.

Folds go by source, so that no table is asked about a text of a source that it has seen; families with one source only
are divided by document, translations kept together. Needs numpy and lightgbm.
"""
import argparse, collections, hashlib, json, random, re, struct, subprocess, tempfile, textwrap
from pathlib import Path
import numpy as np
import lightgbm as lgb

HERE = Path(__file__).resolve().parent
POINT = 4096
SECOND = 68
PAIRS = 36
SEED, BAGS = 1, 1
SINGLE = {'man', 'rfc', 'rst', 'manual', 'neg_log', 'neg_chat', 'neg_table', 'neg_mail', 'neg_verse'}
RULE = re.compile(r'([^\w\s])\1{2,}')


# -------------------------------------------------------------------------------------------------------------- texts

class Text:
    """A text, its true headings (line: level) and the lines that are not scored."""

    def __init__(self, key, family, source, text, gold, ignore, path=None, copy=False):
        self.key, self.family, self.source, self.text = key, family, source, text
        self.gold, self.ignore, self.path, self.copy = gold, ignore, path, copy

    def take(self, lines, first, second, looked):
        """The judge's rows."""
        self.lines, self.first, self.second, self.looked = lines, first, second, looked
        self.true = np.array([l in self.gold for l in lines], bool)
        self.use = np.array([l not in self.ignore for l in lines], bool)


def load(folder):
    texts = []
    for file in sorted(folder.glob('*/*.gold.json')):
        gold = json.loads(file.read_text(encoding='utf-8'))
        path = file.with_name(file.name.replace('.gold.json', '.txt'))
        heads = {h['line']: h['level'] for h in gold['headings']}
        ignore = {l for a, b in gold.get('ignore', []) for l in range(a, b + 1)}
        ignore |= {l for h in gold['headings'] for l in range(h['line'] + 1, h['line'] + h.get('span', 1))}
        family, name = file.parent.name, file.name[:-10]
        source = re.sub(r'-[0-9a-f]{6}\.gold', '', file.name) if family.startswith('web') else gold['source'].split()[0]
        if family in SINGLE:
            source = family + re.sub(r'^.*?(de-|es-|zh-|dev-|manpages-)', '', name) if family == 'man' else family + re.sub(r'-(ja|fr|ru|de|it)$', '', name)
        text = Text(f'{family}/{name}', family, source, path.read_bytes().decode('utf-8', 'replace'), heads, ignore - set(heads), path)
        text.variant = gold.get('variant')
        # The title is no heading, whatever it looks like, and is not scored here.
        texts.append(text)
    return texts


def set_anew(text, to):
    """The same blocks as one line each (A), with a blank line between (B), or wrapped as well (C)."""
    out, gold, ignore = [], {}, set()
    for number, line in enumerate(text.text.split('\n'), 1):
        if not line.strip():
            continue
        new = [line] if to == 'A' else [line, ''] if to == 'B' else (textwrap.wrap(line.strip(), 72) or [line]) + ['']
        at = len(out) + 1
        if number in text.gold:
            gold[at] = text.gold[number]
            ignore.update(range(at + 1, at + len([x for x in new if x])))
        elif number in text.ignore:
            ignore.update(range(at, at + len(new)))
        out += new
    family = text.family[:-2] + '_' + to.lower() if text.family[:3] in ('web', 'md_') else text.family
    return Text('copy/' + text.key, family, text.source, '\n'.join(out), gold, ignore, copy=True)


def moved(text, rng):
    """Headings centred or indented, some in capitals, as in licences and typewritten papers."""
    how, step, capitals = rng.choice('cicb'), rng.choice([2, 4, 8]), rng.random() < .4
    lines, out = text.text.split('\n'), []
    for i, line in enumerate(lines):
        bare = line.strip()
        if i + 1 in text.gold:
            bare = bare.upper() if capitals and len(bare.upper()) == len(bare) else bare
            line = ' ' * max(0, (72 - len(bare)) // 2) + bare if how == 'c' else ' ' * step + bare if how == 'i' else bare
        elif how == 'b' and bare:
            line = ' ' * step + line
        elif how == 'i' and bare and i and not lines[i - 1].strip() and rng.random() < .5:
            line = '  ' + line
        out.append(line)
    return Text('copy/' + text.key, text.family, text.source, '\n'.join(out), text.gold, text.ignore, copy=True)


def bare(text):
    """Underlined headings without their underlines."""
    lines, to, out = text.text.split('\n'), {}, []
    drop = {x for l in text.gold for x in (l, l - 2) if 0 <= x < len(lines) and RULE.fullmatch(lines[x].rstrip())}
    for i, line in enumerate(lines):
        if i not in drop:
            to[i + 1] = len(out) + 1
            out.append(line)
    return Text('copy/' + text.key, text.family, text.source, '\n'.join(out), {to[a]: b for a, b in text.gold.items() if a in to},
                {to[a] for a in text.ignore if a in to}, copy=True)


def copies(texts):
    rng, out = random.Random(3), []
    for t in texts:
        f = t.family
        if f in ('web_a', 'web_b'):
            out.append(set_anew(t, rng.choice('BC' if f == 'web_a' else 'AC')))
        elif f == 'md_b':
            out.append(set_anew(t, 'A'))
        elif f.startswith('i18n') and t.variant == 'B' and rng.random() < .6:
            out.append(set_anew(t, 'A' if f == 'i18n_cjk' else rng.choice('AC')))
        elif f == 'legal' or f in ('web_c', 'md_c') and rng.random() < .35 and t.gold:
            out.append(moved(t, rng))
        elif f == 'rst' and rng.random() < .5:
            out.append(bare(t))
    return out


# -------------------------------------------------------------------------------------------------------------- judge

class Judge:
    """The judge's own view, from the bench of this repository."""

    def __init__(self, program):
        self.program, self.folder = program, tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)

    def place(self, texts):
        for i, t in enumerate(texts):
            if t.path is None:
                t.path = self.root / f'{i}.txt'
                t.path.write_text(t.text, encoding='utf-8')

    def ask(self, what, table, texts):
        file = '-'
        if table is not None:
            file = self.root / 'table'
            file.write_bytes(table)
        names = ''.join(f'{t.path}\n' for t in texts).encode()
        return subprocess.run([*self.program, what, str(file)], input=names, stdout=subprocess.PIPE, check=True).stdout

    def look(self, texts, table=b''):
        """Lets the judge look at texts; the second look's rows are those of this table."""
        data = self.ask('facts', table, texts)
        at = data.index(b'\n') + 1
        self.names = data[:at].decode().split()
        for t in texts:
            n, first, second = struct.unpack_from('<III', data, at)
            at += 12
            size = 4 + first + 1 + second
            rows = np.frombuffer(data, np.uint8, n * size, at).reshape(n, size) if n else np.zeros((0, size), np.uint8)
            at += n * size
            t.take(rows[:, :4].copy().view('<u4')[:, 0] if n else np.zeros(0, int), rows[:, 4:4 + first],
                   rows[:, 5 + first:], rows[:, 4 + first] > 0)

    def follow(self, texts):
        """How the true headings follow each other, as the judge sees it: rows, higher/same/deeper (0, 1, 2)."""
        names = ''.join(f'{t.path}\t{" ".join(map(str, sorted(t.gold)))}\n' for t in texts).encode()
        lines = iter(subprocess.run([*self.program, 'pairs', '-'], input=names, stdout=subprocess.PIPE, check=True).stdout.decode().splitlines())
        for t in texts:
            rows = [list(map(int, next(lines).split())) for _ in range(int(next(lines)))]
            rows = [r for r in rows if r[2]]
            t.pairs = np.array([r[3:] for r in rows], np.uint8).reshape(len(rows), PAIRS)
            t.steps = np.array([1 + np.sign(t.gold[b] - t.gold[a]) for a, b, *_ in rows], int)

    def outlines(self, texts, table):
        lines = self.ask('outline', table, texts).decode().splitlines()
        return [json.loads(line)['outline'] for line in lines]


# ------------------------------------------------------------------------------------------------------------- models

def weights(texts, metric):
    """Every family and text alike; metric: a false heading costs the more the fewer headings a text has."""
    n = collections.Counter(t.family for t in texts)
    return [(1 / (len(t.gold) + 3) if metric else max(1, len(t.lines)) ** -.5) * ((.5 if metric else .3) if t.family.startswith('neg') else 1)
            / n[t.family] ** .5 * (.5 if t.copy else 1) for t in texts]


class Bag:
    """Several models, trained alike but for chance: their mean is better than each, and steadier."""

    def __init__(self, models):
        self.models = models

    def raw(self, x):
        return np.mean([m.predict_proba(x, raw_score=True) for m in self.models], axis=0)


def boost(x, y, w, trees, leaves, rate, **more):
    settings = dict(min_child_samples=100, colsample_bytree=.3, reg_lambda=10.) | more
    made = lambda seed: lgb.LGBMClassifier(
        n_estimators=trees, num_leaves=leaves, learning_rate=rate, subsample=.8, subsample_freq=1, n_jobs=2, verbose=-1, max_bin=255,
        min_data_in_bin=1, random_state=seed, **settings).fit(x, y, sample_weight=w / w.mean())
    return Bag([made(SEED * 100 + i) for i in range(BAGS)])


def first_look(texts, a):
    """At most about 700 lines of a text that are no headings, standing for all of them."""
    rng, parts = np.random.default_rng(1), []
    for t, w in zip(texts, weights(texts, False)):
        n = len(t.lines)
        if n:
            u = t.use & (t.true | (rng.random(n) < 700 / max(700, n)))
            share = (t.use & ~t.true).sum() / max(1, (u & ~t.true).sum())
            parts.append((t.first[u], t.true[u], w * np.where(t.true[u], 1, share)))
    x, y, w = (np.concatenate(p) for p in zip(*parts))
    return boost(x, y, w, a.trees, a.leaves, min(.2, 20 / a.trees))


def second_look(texts, a):
    parts = [(t.second[k], t.true[k], np.full(k.sum(), w)) for t, w in zip(texts, weights(texts, True)) for k in [t.looked & t.use] if k.any()]
    x, y, w = (np.concatenate(p) for p in zip(*parts))
    return boost(x, y, w, a.trees2, a.leaves2, 5 / a.trees2, min_child_samples=60, colsample_bytree=.3, reg_lambda=10.)


def follow_look(texts, a):
    """Whether a heading that nothing marks stands deeper than the one before, as deep, or higher."""
    texts = [t for t in texts if len(t.pairs)]
    n = collections.Counter(t.family for t in texts)
    w = np.concatenate([np.full(len(t.steps), (len(t.steps) * n[t.family]) ** -.5) for t in texts])
    return boost(np.concatenate([t.pairs for t in texts]), np.concatenate([t.steps for t in texts]), w, a.trees3, a.leaves3, 6 / a.trees3,
                 min_child_samples=40)


def steps(model):
    """Three forests, one a class."""
    return forest(None) * 3 if model is None else b''.join(forest(model, k) for k in range(3))


def forest(model, of=None):
    """A model as the judge reads it, or the trees of one class of it."""
    if model is None:
        return struct.pack('<hh', 0, 0)
    out, base = [], 0.0
    trees = [t for m in model.models for t in m.booster_.dump_model()['tree_info'][0 if of is None else of::1 if of is None else 3]]
    for tree in trees:
        nodes, leaves = [], []

        def walk(n):
            if 'leaf_value' in n:
                leaves.append(n['leaf_value'])
                return -len(leaves)
            at = len(nodes)
            nodes.append(None)
            yes, no = walk(n['left_child']), walk(n['right_child'])
            assert n['decision_type'] == '<='
            nodes[at] = (n['split_feature'], int(np.floor(n['threshold'])), yes, no)
            return at
        walk(tree['tree_structure'])
        out.append(struct.pack('<B', len(nodes)) + b''.join(struct.pack('<BBbb', *n) for n in nodes)
                   + b''.join(struct.pack('<h', int(np.clip(round(v / len(model.models) * POINT), -32768, 32767))) for v in leaves))
    return struct.pack('<hh', int(base * POINT), len(out)) + b''.join(out)


def table(asked, first, second, enough=0.0, sureness=None, follow=None):
    return (b'RBR2' + struct.pack('<BBBh', *asked, int(round(enough * POINT))) + bytes(sureness if sureness is not None else [0] * 33)
            + forest(first) + forest(second) + steps(follow))


def logit(p):
    return np.log(p / (1 - p))


def macro(texts, scores, threshold):
    families = collections.defaultdict(list)
    for t, p in zip(texts, scores):
        if not t.family.startswith('neg'):
            hit = (p >= threshold) & t.use
            good, bad = (hit & t.true).sum(), (hit & ~t.true).sum()
            families[t.family].append(2 * good / max(1, good + bad + len(t.gold)) if t.gold else float(bad == 0))
    return float(np.mean([np.mean(v) for v in families.values()]))


def sureness_of(texts, scores):
    """For each half point from -8 to 8: the share of headings among lines with so many points, smoothed, never falling."""
    x = np.concatenate([s[t.use & (s > -20)] for t, s in zip(texts, scores)])
    y = np.concatenate([t.true[t.use & (s > -20)] for t, s in zip(texts, scores)])
    shares, last = [], 0.0
    for step in np.arange(-8, 8.5, .5):
        w = np.exp(-((x - step) / .5) ** 2)
        share = (w @ y + .5 / (1 + np.exp(-step)) * 2) / (w.sum() + 1)
        last = max(last, float(share))
        shares.append(int(round(last * 255)))
    return shares


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('texts', type=Path)
    ap.add_argument('--table', type=Path, help='write the table, trained on all texts')
    ap.add_argument('--predictions', type=Path, help='write the outlines out of fold, for the scorer')
    ap.add_argument('--program', default='cargo bench --quiet --bench headings --', help='the bench')
    ap.add_argument('--folds', type=int, default=4)
    ap.add_argument('--no-copies', action='store_true')
    ap.add_argument('--threshold', type=float)
    for name, value in (('trees', 200), ('leaves', 15), ('trees2', 60), ('leaves2', 15), ('trees3', 60), ('leaves3', 8)):
        ap.add_argument('--' + name, type=int, default=value)
    ap.add_argument('--bags', type=int, default=1, help='how many models make a forest')
    ap.add_argument('--seed', type=int, default=1, help='of the trees, to see how much chance there is')
    a = ap.parse_args()
    global SEED, BAGS
    SEED, BAGS = a.seed, a.bags
    judge = Judge(a.program.split())
    texts = load(a.texts)
    more = [] if a.no_copies else copies(texts)
    judge.place(more)
    judge.look(texts)
    judge.look(more)
    judge.follow(texts)
    seen = sum(t.true.sum() for t in texts)
    print(f'{len(texts)} texts, {len(more)} copies; {seen} of {sum(len(t.gold) for t in texts)} headings are candidates', flush=True)
    fold = lambda t: int(hashlib.md5(t.source.encode()).hexdigest(), 16) % a.folds
    asked = len(judge.names), SECOND, PAIRS
    firsts = []
    for k in range(a.folds):
        firsts.append(first_look([t for t in texts + more if fold(t) != k], a))
        judge.look([t for t in texts if fold(t) == k], table(asked, firsts[k], None))
    alone = [firsts[fold(t)].raw(t.first) if len(t.lines) else np.zeros(0) for t in texts]
    print('first look alone:', ' '.join(f'{p}:{macro(texts, alone, logit(p)):.4f}' for p in (.2, .3, .4, .5)), flush=True)
    scores, seconds = {}, []
    for k in range(a.folds):
        seconds.append(second_look([t for t in texts if fold(t) != k], a))
        for t in texts:
            if fold(t) == k:
                s = np.full(len(t.lines), -30.)
                if t.looked.any():
                    s[t.looked] = seconds[k].raw(t.second[t.looked])
                scores[t.key] = s
    scores = [scores[t.key] for t in texts]
    by = [(macro(texts, scores, logit(p)), p) for p in (.15, .2, .25, .3, .35, .4, .45, .5, .55, .6)]
    # Of thresholds that are as good as the best, the strictest: the reader suffers more from a false heading.
    best = a.threshold or max(p for v, p in by if v > max(by)[0] - .003)
    print('macro F1 out of fold, lines alone:', ' '.join(f'{p}:{v:.4f}' for v, p in by), 'taken', best, flush=True)
    enough, sure = logit(best), sureness_of(texts, scores)
    follows = [follow_look([t for t in texts if fold(t) != k], a) for k in range(a.folds)]
    right = [np.mean(follows[fold(t)].raw(t.pairs).argmax(1) == t.steps) for t in texts if len(t.pairs)]
    print(f'order of two headings in a row that nothing marks, out of fold: {np.mean(right):.3f} right', flush=True)
    if a.predictions:
        with a.predictions.open('w', encoding='utf-8') as out:
            for k in range(a.folds):
                held = [t for t in texts if fold(t) == k]
                for t, outline in zip(held, judge.outlines(held, table(asked, firsts[k], seconds[k], enough, sure, follows[k]))):
                    out.write(json.dumps({'file': t.key, 'outline': outline}, ensure_ascii=False) + '\n')
    if a.table:
        made = table(asked, first_look(texts + more, a), second_look(texts, a), enough, sure, follow_look(texts, a))
        a.table.write_bytes(made)
        print(f'{a.table}: {len(made)} bytes')


if __name__ == '__main__':
    main()
