//! A web server on this computer that does what it is told, good or bad.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What comes back.
#[derive(Clone)]
pub enum Answer {
    /// Head and body as they stand; then the connection is closed.
    Raw(Vec<u8>),
    /// Says nothing, and keeps the line open.
    Hang,
    /// Closes at once.
    Drop,
    /// The head of a good answer, then a byte now and then.
    Drip,
    /// A good answer that never ends.
    Endless,
}

impl Answer {
    pub fn page(status: &str, headers: &str, body: &str) -> Self {
        let length = body.len();
        let head =
            format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n");
        Self::Raw([head.as_bytes(), body.as_bytes()].concat())
    }

    pub fn good(body: &str) -> Self {
        Self::page("200 OK", "", body)
    }
}

/// Answers each request: its head, and its body after an empty line.
type Script = dyn Fn(&str) -> Answer + Send + Sync;

pub struct Loopback {
    pub address: String,
    /// All requests so far, as they came.
    pub asked: Arc<Mutex<Vec<String>>>,
    over: Arc<AtomicBool>,
    port: u16,
}

impl Loopback {
    pub fn new(script: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let (asked, over) = (Arc::default(), Arc::<AtomicBool>::default());
        let server = Self {
            address: format!("http://127.0.0.1:{port}"),
            asked: Arc::clone(&asked),
            over: Arc::clone(&over),
            port,
        };
        let script: Arc<Script> = Arc::new(script);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                let (script, asked, over) = (Arc::clone(&script), Arc::clone(&asked), Arc::clone(&over));
                thread::spawn(move || serve(stream, &*script, &asked, &over));
            }
        });
        server
    }

    /// Paths in the order they were asked for.
    pub fn paths(&self) -> Vec<String> {
        let asked = self.asked.lock().expect("no panic");
        asked.iter().filter_map(|head| head.split(' ').nth(1)).map(str::to_owned).collect()
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        // Wakes the listener, so that it sees.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn serve(mut stream: TcpStream, script: &Script, asked: &Mutex<Vec<String>>, over: &AtomicBool) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            // The first byte of a secured connection, of which nothing is understood here.
            Ok(1) if head.is_empty() && byte[0] == 0x16 => {
                let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
                return;
            }
            Ok(1) => head.push(byte[0]),
            _ => return,
        }
    }
    let length = String::from_utf8_lossy(&head).to_ascii_lowercase();
    let length =
        length.split("content-length:").nth(1).and_then(|rest| rest.lines().next()?.trim().parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    if stream.read_exact(&mut body).is_err() {
        return;
    }
    head.extend_from_slice(&body);
    let head = String::from_utf8_lossy(&head).into_owned();
    asked.lock().expect("no panic").push(head.clone());
    let good = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    let wait = || thread::sleep(Duration::from_millis(20));
    match script(&head) {
        Answer::Raw(bytes) => {
            let _ = stream.write_all(&bytes);
        }
        Answer::Drop => {}
        Answer::Hang => {
            while !over.load(Ordering::SeqCst) {
                wait();
            }
        }
        Answer::Drip => {
            let _ = stream.write_all(good);
            while !over.load(Ordering::SeqCst) && stream.write_all(b" ").is_ok() {
                wait();
            }
        }
        Answer::Endless => {
            let _ = stream.write_all(good);
            let part = vec![b' '; 1 << 16];
            while !over.load(Ordering::SeqCst) && stream.write_all(&part).is_ok() {}
        }
    }
}
