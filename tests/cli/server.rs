//! A server of our own on this machine.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Lets each request be answered, of which the path is given; gives the address without a path.
pub(crate) fn serve(answer: fn(&str, TcpStream)) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let mut request = BufReader::new(stream.try_clone().unwrap());
                let mut first = String::new();
                request.read_line(&mut first).unwrap();
                let mut line = String::new();
                while request.read_line(&mut line).is_ok_and(|n| n > 2) {
                    line.clear();
                }
                answer(first.split(' ').nth(1).unwrap_or(""), stream);
            });
        }
    });
    address
}
