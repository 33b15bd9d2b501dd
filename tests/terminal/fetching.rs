//! Pages from a server of our own, in the terminal.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;

use super::pty::rubric;

/// A page of Markdown, and one that leads there, for anybody who asks; gives the address.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = BufReader::new(stream.try_clone().unwrap());
            let mut first = String::new();
            request.read_line(&mut first).unwrap();
            let mut line = String::new();
            while request.read_line(&mut line).is_ok_and(|n| n > 2) {
                line.clear();
            }
            let (head, body) = match first.split(' ').nth(1) {
                Some("/moved") => ("302 Found\r\nLocation: /page#part-7", String::new()),
                Some("/page") => {
                    let part = |n| format!("## Part {n}\n\n{}\n\n", "Words. ".repeat(99));
                    let body: String = (1..10).map(part).collect();
                    ("200 OK\r\nContent-Type: text/markdown", body)
                }
                _ => ("404 Not Found", String::new()),
            };
            let length = body.len();
            let answer = format!(
                "HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            );
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

#[test]
fn reading_begins_at_the_place_that_an_address_names() {
    let server = serve();
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
