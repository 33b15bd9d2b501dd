//! Pages from a server of our own, in the terminal.

use std::io::Write;
use std::net::TcpStream;

use super::pty::rubric;
use super::server::serve;

/// Answers with a page of Markdown, or with where it is.
fn answer(path: &str, mut stream: TcpStream) {
    let (head, body) = match path {
        "/moved" => ("302 Found\r\nLocation: /page#part-7", String::new()),
        "/page" => {
            let part = |n| format!("## Part {n}\n\n{}\n\n", "Words. ".repeat(99));
            let body: String = (1..10).map(part).collect();
            ("200 OK\r\nContent-Type: text/markdown", body)
        }
        _ => ("404 Not Found", String::new()),
    };
    let length = body.len();
    let answer =
        format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
    let _ = stream.write_all(answer.as_bytes());
}

#[test]
fn reading_begins_at_the_place_that_an_address_names() {
    let server = serve(answer);
    for (asked, seen) in [
        ("/page#part-5", "Part 5"),
        ("/moved", "Part 7"),
        ("/moved#part-5", "Part 7"),
    ] {
        let mut terminal = rubric(&[&format!("{server}{asked}")]).run();
        terminal.wait_for_row(1, seen);
        terminal.type_keys("q");
        terminal.ends_well(0);
    }
    let mut terminal = rubric(&[&format!("{server}/page#part-50")]).run();
    terminal.wait_for("nothing in this text is called part-50");
    terminal.type_keys("q");
    terminal.ends_well(0);
}
