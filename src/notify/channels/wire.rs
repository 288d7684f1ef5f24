//! A connection with a deadline: whatever the other side does, waiting ends then. In the clear, or secured.

use crate::exchange::fetch::Trouble;
use rustls::pki_types::{CertificateDer, ServerName, pem::PemObject as _};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs as _};
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

pub struct Wire {
    stream: TcpStream,
    deadline: Instant,
}

/// A secured connection.
pub type SecureWire = StreamOwned<ClientConnection, Wire>;

impl Wire {
    /// Connects to the first of the host's addresses that answers.
    pub fn connect(host: &str, port: u16, connect: Duration, deadline: Instant) -> Result<Self, Trouble> {
        let mut last = Trouble::NoSuchHost;
        let until = deadline.min(Instant::now() + connect);
        for address in looked_up(host, port, until)? {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Trouble::TimedOut);
            }
            match TcpStream::connect_timeout(&address, left) {
                Ok(stream) => {
                    // A dialogue of short lines, each of which waits for the one before.
                    let _ = stream.set_nodelay(true);
                    return Ok(Self { stream, deadline });
                }
                Err(error) => last = trouble_of(error),
            }
        }
        Err(last)
    }

    /// The other side is on this computer.
    pub fn is_near(&self) -> bool {
        self.stream.peer_addr().is_ok_and(|peer| peer.ip().to_canonical().is_loopback())
    }

    /// The address this computer has on this connection.
    pub fn own_address(&self) -> Option<IpAddr> {
        self.stream.local_addr().ok().map(|own| own.ip().to_canonical())
    }

    /// Secures the connection with whom the certificate names as `host`.
    pub fn secured(mut self, host: &str, config: Arc<ClientConfig>) -> Result<SecureWire, Trouble> {
        let name = ServerName::try_from(host.to_owned()).map_err(|_| Trouble::BadAddress)?;
        let mut connection =
            ClientConnection::new(config, name).map_err(|error| Trouble::Untrusted(error.to_string()))?;
        while connection.is_handshaking() {
            connection.complete_io(&mut self).map_err(trouble_of)?;
        }
        Ok(StreamOwned::new(connection, self))
    }

    /// Sets how long the next step may wait.
    fn hurry(&self) -> io::Result<()> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }
        self.stream.set_read_timeout(Some(left))?;
        self.stream.set_write_timeout(Some(left))
    }
}

impl Read for Wire {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.hurry()?;
        self.stream.read(bytes)
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.hurry()?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// The system's look-up can't be told to hurry, so it is left alone where it takes too long.
fn looked_up(host: &str, port: u16, until: Instant) -> Result<Vec<SocketAddr>, Trouble> {
    if let Ok(address) = host.parse::<IpAddr>() {
        return Ok(vec![(address, port).into()]);
    }
    let (give, take) = mpsc::channel();
    let asked = (host.to_owned(), port);
    thread::Builder::new()
        .name("look-up".to_owned())
        .spawn(move || {
            let found = asked.to_socket_addrs().map(Iterator::collect::<Vec<_>>);
            // Nobody may be waiting any more.
            let _ = give.send(found);
        })
        .map_err(|error| Trouble::Other(error.to_string()))?;
    match take.recv_timeout(until.saturating_duration_since(Instant::now())) {
        Ok(Ok(found)) if !found.is_empty() => Ok(found),
        Ok(_) => Err(Trouble::NoSuchHost),
        Err(_) => Err(Trouble::TimedOut),
    }
}

/// What is trusted: the authorities browsers trust, and those of a file where the centre runs its own.
pub fn trusting(authority: Option<&Path>) -> Result<Arc<ClientConfig>, String> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    if let Some(path) = authority {
        let told = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let certificates = CertificateDer::pem_file_iter(path).map_err(|error| told(&error))?;
        let mut found = false;
        for certificate in certificates {
            let certificate = certificate.map_err(|error| told(&error))?;
            roots.add(certificate).map_err(|error| told(&error))?;
            found = true;
        }
        if !found {
            return Err(told(&"-----BEGIN CERTIFICATE-----?"));
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

/// What went wrong on a connection.
pub fn trouble_of(error: io::Error) -> Trouble {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        Some(error) => Trouble::Untrusted(error.to_string()),
        None => Trouble::of_io(error),
    }
}
