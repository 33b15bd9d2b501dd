//! Texts from the web, by a server of our own that nobody else can reach.

use std::io::Write;
use std::net::TcpStream;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::run;
use super::server::serve;

fn stderr(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Answers each request by its path.
fn answer(path: &str, mut stream: TcpStream) {
    let markdown = "# The Price of *Salt*\n\n## From the Sea\n\nMost of it.\n";
    let (status, headers, body): (&str, &str, &[u8]) = match path {
        "/salt" => (
            "200 OK",
            "Content-Type: text/markdown; charset=utf-8\r\n",
            markdown.as_bytes(),
        ),
        "/packed" => (
            "200 OK",
            "Content-Type: text/markdown\r\nContent-Encoding: gzip\r\n",
            &packed(markdown),
        ),
        "/named/salt.md" => ("200 OK", "", markdown.as_bytes()),
        // What is no packing, as servers say it.
        "/unpacked.md" => (
            "200 OK",
            "Content-Encoding: utf-8, none\r\n",
            markdown.as_bytes(),
        ),
        "/moved" => ("302 Found", "Location: /salt\r\n", b""),
        "/round" => ("302 Found", "Location: /round\r\n", b""),
        "/elsewhere" => ("302 Found", "Location: file:///etc/passwd\r\n", b""),
        "/script" => ("302 Found", "Location: javascript:alert(1)\r\n", b""),
        "/a%20b?q=%C3%BC" => ("200 OK", "Content-Type: text/markdown\r\n", b"# Asked\n"),
        "/latin" => (
            "200 OK",
            "Content-Type: text/markdown; charset=ISO-8859-2\r\n",
            b"# \xa3\xf3d\xbc\n",
        ),
        "/br" => ("200 OK", "Content-Encoding: br\r\n", b"\x0b\x02\x80abc\x03"),
        "/broken" => ("200 OK", "Content-Length: 5000\r\n", b"A beginning.\n"),
        _ => ("404 Not Found", "", b"no"),
    };
    let length = match path {
        "/broken" => String::new(),
        _ => format!("Content-Length: {}\r\n", body.len()),
    };
    let head = format!("HTTP/1.1 {status}\r\n{headers}{length}Connection: close\r\n\r\n");
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(body);
}

fn packed(text: &str) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

fn outline(address: &str) -> String {
    let output = run(&["--outline", address]);
    assert!(output.status.success(), "{address}: {}", stderr(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_text_comes_from_an_address() {
    let server = serve(answer);
    let said = "The Price of Salt\n  From the Sea\n";
    for path in [
        "/salt",
        "/named/salt.md",
        "/moved",
        "/packed",
        "/unpacked.md",
    ] {
        assert_eq!(outline(&format!("{server}{path}")), said, "{path}");
    }
    assert_eq!(outline(&format!("{server}/latin")), "Łódź\n");
    assert_eq!(outline(&format!("{server}/a b?q=ü")), "Asked\n");
    // A place in it is nothing to the server.
    assert_eq!(outline(&format!("{server}/moved#from-the-sea")), said);
    // Without a terminal the bytes pass through.
    let output = run(&[&format!("{server}/salt")]);
    assert!(output.stdout.starts_with(b"# The Price of *Salt*\n"));
}

#[test]
fn what_does_not_come_is_told_in_a_line() {
    let server = serve(answer);
    let cases = [
        ("/nothing", "the server says 404 Not Found"),
        ("/round", "sent on too many times"),
        ("/elsewhere", "sent on to file:///etc/passwd, which is not"),
        ("/script", "sent on to javascript:alert(1), which is not"),
        ("/br", "packed it by br, unasked"),
        ("/broken", ""),
    ];
    for (path, why) in cases {
        let output = run(&["--outline", &format!("{server}{path}")]);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{path}: {said}");
        assert!(
            said.lines().count() == 1 && said.contains(why),
            "{path}: {said}"
        );
        assert!(!said.contains("root:"), "{said}");
    }
    let gone = run(&["--outline", "http://127.0.0.1:1/x"]);
    assert_eq!(gone.status.code(), Some(1));
    assert!(
        stderr(&gone).starts_with("rubric: http://127.0.0.1:1/x: "),
        "{}",
        stderr(&gone)
    );
}
