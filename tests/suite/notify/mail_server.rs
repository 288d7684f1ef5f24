//! A mail server on this computer that does what it is told, good or bad: in the clear, with STARTTLS, or secured from
//! the first byte by a certificate of its own authority.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// How the server is spoken with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Plain,
    StartTls,
    Tls,
}

/// What it does at one step.
pub enum Step {
    /// What a good server says.
    Usual,
    Say(String),
    /// Says this, takes what comes next in part, and goes.
    SayAndDrop(String),
    Drop,
    /// Takes the letter, and never says so.
    KeepAndHang,
    /// Says nothing, and keeps the line open.
    Hang,
    /// A byte now and then, and never an end.
    Drip,
    /// One line that never ends.
    Endless,
}

pub fn say(text: &str) -> Step {
    Step::Say(format!("{text}\r\n"))
}

/// A letter that was taken.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    pub from: String,
    pub to: Vec<String>,
    pub message: String,
    pub secured: bool,
    pub user: String,
    pub password: String,
}

/// Answers each line the other side says; an empty one is the greeting, `.` the end of a letter.
type Script = dyn Fn(&str) -> Step + Send + Sync;

pub struct MailServer {
    pub port: u16,
    pub taken: Arc<Mutex<Vec<Taken>>>,
    /// All that was said to it, letters left out.
    pub heard: Arc<Mutex<Vec<String>>>,
    over: Arc<AtomicBool>,
    folder: tempfile::TempDir,
}

impl MailServer {
    pub fn new(way: Way, script: impl Fn(&str) -> Step + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let folder = tempfile::tempdir().expect("a folder");
        let (authority, config) = certificates();
        std::fs::write(folder.path().join("authority.pem"), authority).expect("written");
        let server =
            Self { port, taken: Arc::default(), heard: Arc::default(), over: Arc::default(), folder };
        let (taken, heard, over) =
            (Arc::clone(&server.taken), Arc::clone(&server.heard), Arc::clone(&server.over));
        let script: Arc<Script> = Arc::new(script);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                let talk = Talk {
                    script: Arc::clone(&script),
                    taken: Arc::clone(&taken),
                    heard: Arc::clone(&heard),
                    over: Arc::clone(&over),
                };
                let config = Arc::clone(&config);
                thread::spawn(move || talk.serve(stream, way, config));
            }
        });
        server
    }

    pub fn good(way: Way) -> Self {
        Self::new(way, |_| Step::Usual)
    }

    /// The file with the certificate of the authority behind this server.
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.taken.lock().expect("no panic").clone()
    }

    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("no panic").clone()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        // Wakes the listener, so that it sees.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

/// An authority, as PEM, and a server it vouches for as `localhost`.
fn certificates() -> (String, Arc<ServerConfig>) {
    let mut params = CertificateParams::new(Vec::new()).expect("no names");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority =
        CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("signed");
    let key = KeyPair::generate().expect("a key");
    let params = CertificateParams::new(vec!["localhost".to_owned()]).expect("a name");
    let certificate = params.signed_by(&key, &authority).expect("signed");
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .expect("they fit");
    (authority.pem(), Arc::new(config))
}

/// How a part of a talk ended.
enum End {
    Closed,
    StartTls,
}

struct Talk {
    script: Arc<Script>,
    taken: Arc<Mutex<Vec<Taken>>>,
    heard: Arc<Mutex<Vec<String>>>,
    over: Arc<AtomicBool>,
}

impl Talk {
    fn serve(&self, stream: TcpStream, way: Way, config: Arc<ServerConfig>) {
        let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
        let mut stream = stream;
        let secure =
            |stream| StreamOwned::new(ServerConnection::new(config).expect("a good configuration"), stream);
        if way == Way::Tls {
            let _ = self.talk(&mut secure(stream), true, true, false);
            return;
        }
        if let End::StartTls = self.talk(&mut stream, true, false, way == Way::StartTls) {
            let _ = self.talk(&mut secure(stream), false, true, false);
        }
    }

    fn talk(&self, stream: &mut (impl Read + Write), greets: bool, secured: bool, offers_tls: bool) -> End {
        let mut letter = Taken { secured, ..Taken::default() };
        let mut expects_login = 0;
        let mut line = String::new();
        if !greets && !read_line(stream, &mut line) {
            return End::Closed;
        }
        loop {
            let upper = line.to_ascii_uppercase();
            let usual = match upper.split([' ', ':']).next().unwrap_or_default() {
                "" => "220 localhost ready\r\n".to_owned(),
                "EHLO" => {
                    let tls = if offers_tls { "250-starttls\r\n" } else { "" };
                    format!("250-localhost at your service\r\n250-8BITMIME\r\n{tls}250 AUTH PLAIN LOGIN\r\n")
                }
                "STARTTLS" => "220 go ahead\r\n".to_owned(),
                "DATA" => "354 end with a dot\r\n".to_owned(),
                "QUIT" => return End::Closed,
                "AUTH" if upper.starts_with("AUTH PLAIN ") => {
                    let both = decoded(&line["AUTH PLAIN ".len()..]);
                    let mut parts = both.split('\0').skip(1).map(str::to_owned);
                    letter.user = parts.next().unwrap_or_default();
                    letter.password = parts.next().unwrap_or_default();
                    "235 welcome\r\n".to_owned()
                }
                "AUTH" => {
                    expects_login = 2;
                    "334 VXNlcm5hbWU6\r\n".to_owned()
                }
                "MAIL" => {
                    letter.from = bare(&line);
                    "250 ok\r\n".to_owned()
                }
                "RCPT" => "250 ok\r\n".to_owned(),
                "." => "250 queued\r\n".to_owned(),
                _ if expects_login == 2 => {
                    letter.user = decoded(&line);
                    expects_login = 1;
                    "334 UGFzc3dvcmQ6\r\n".to_owned()
                }
                _ if expects_login == 1 => {
                    letter.password = decoded(&line);
                    expects_login = 0;
                    "235 welcome\r\n".to_owned()
                }
                _ => "500 what?\r\n".to_owned(),
            };
            let says = match (self.script)(&line) {
                Step::Usual => usual,
                Step::Say(says) => says,
                Step::SayAndDrop(says) => {
                    let _ = stream.write_all(says.as_bytes()).and_then(|()| stream.flush());
                    let _ = stream.read(&mut [0; 64]);
                    return End::Closed;
                }
                Step::Drop => return End::Closed,
                Step::KeepAndHang => {
                    self.taken.lock().expect("no panic").push(letter.clone());
                    self.misbehave(stream, &Step::Hang);
                    return End::Closed;
                }
                step => {
                    self.misbehave(stream, &step);
                    return End::Closed;
                }
            };
            if says.starts_with('2') && upper.starts_with("RCPT") {
                letter.to.push(bare(&line));
            }
            if says.starts_with('2') && line == "." {
                self.taken.lock().expect("no panic").push(letter.clone());
            }
            if stream.write_all(says.as_bytes()).and_then(|()| stream.flush()).is_err() {
                return End::Closed;
            }
            if upper == "STARTTLS" && says.starts_with('2') {
                return End::StartTls;
            }
            if upper == "DATA" && says.starts_with('3') {
                match read_letter(stream) {
                    Some(message) => (letter.message, line) = (message, ".".to_owned()),
                    None => return End::Closed,
                }
                continue;
            }
            if !read_line(stream, &mut line) {
                return End::Closed;
            }
            self.heard.lock().expect("no panic").push(line.clone());
        }
    }

    fn misbehave(&self, stream: &mut impl Write, step: &Step) {
        let endless = vec![b'2'; 1 << 16];
        while !self.over.load(Ordering::SeqCst) {
            let said = match step {
                Step::Drip => stream.write_all(b"2").and_then(|()| stream.flush()),
                Step::Endless => stream.write_all(&endless),
                _ => Ok(()),
            };
            if said.is_err() {
                return;
            }
            if !matches!(step, Step::Endless) {
                thread::sleep(Duration::from_millis(20));
            }
        }
    }
}

fn read_line(stream: &mut impl Read, line: &mut String) -> bool {
    let (mut bytes, mut byte) = (Vec::new(), [0]);
    while !bytes.ends_with(b"\r\n") {
        match stream.read(&mut byte) {
            Ok(1) => bytes.push(byte[0]),
            _ => return false,
        }
    }
    String::from_utf8_lossy(&bytes).trim_end().clone_into(line);
    true
}

/// A letter up to its dot, with the dots that were doubled made one.
fn read_letter(stream: &mut impl Read) -> Option<String> {
    let (mut message, mut line) = (String::new(), String::new());
    loop {
        if !read_line(stream, &mut line) {
            return None;
        }
        if line == "." {
            return Some(message);
        }
        message.push_str(line.strip_prefix('.').unwrap_or(&line));
        message.push_str("\r\n");
    }
}

/// The address between the brackets.
fn bare(line: &str) -> String {
    let inner = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map_or_else(String::new, |(inner, _)| inner.to_owned())
}

fn decoded(text: &str) -> String {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD.decode(text).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}
