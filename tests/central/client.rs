//! A client that speaks to the real doors: raw HTTP/1.1 over TLS or plain TCP, and a service
//! that listens for it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use mon_point_numerique::central::doors::Doors;
use mon_point_numerique::central::server::Running;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::house::{Answer, House, Terminal};

/// What a terminal speaks.
pub static NEWEST: &[&SupportedProtocolVersion] = &[&rustls::version::TLS13];
/// What it must not speak.
pub static OLD: &[&SupportedProtocolVersion] = &[&rustls::version::TLS12];

/// A house whose doors are open.
pub struct Open {
    pub house: House,
    pub address: SocketAddr,
    pub plain: Option<SocketAddr>,
    pub admin: Option<SocketAddr>,
    pub stop: watch::Sender<Running>,
    pub serving: JoinHandle<()>,
}

impl Open {
    pub async fn new(house: House) -> Self {
        let doors = Doors::open(Arc::clone(&house.central)).await.unwrap();
        let (stop, running) = watch::channel(Running::Serve);
        Self {
            address: doors.address().unwrap(),
            plain: doors.plain_address(),
            admin: doors.admin_address(),
            serving: tokio::spawn(doors.serve(running)),
            stop,
            house,
        }
    }

    /// Stops and waits until every request in progress has finished.
    pub async fn close(self) -> House {
        let _ = self.stop.send_replace(Running::Stop);
        self.serving.await.unwrap();
        self.house
    }
}

/// Who the client says it is, and whom it trusts.
pub struct Papers {
    pub roots: Vec<CertificateDer<'static>>,
    pub identity: Option<(CertificateDer<'static>, PrivateKeyDer<'static>)>,
    pub versions: &'static [&'static SupportedProtocolVersion],
}

impl Papers {
    pub fn stranger(house: &House) -> Self {
        Self {
            roots: vec![house.central.authority().root().clone()],
            identity: None,
            versions: NEWEST,
        }
    }

    pub fn of(terminal: &Terminal) -> Self {
        let key = PrivatePkcs8KeyDer::from(terminal.tls_key.serialize_der());
        let certificate = CertificateDer::from(terminal.answer.certificate.0.clone());
        Self {
            roots: vec![CertificateDer::from(terminal.answer.authority.0.clone())],
            identity: Some((certificate, key.into())),
            versions: NEWEST,
        }
    }

    /// A TLS connection to this address under this name.
    pub async fn connect(
        self,
        address: SocketAddr,
        name: &str,
    ) -> std::io::Result<TlsStream<TcpStream>> {
        let mut roots = RootCertStore::empty();
        self.roots.into_iter().for_each(|root| roots.add(root).unwrap());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(self.versions)
            .unwrap()
            .with_root_certificates(roots);
        let config = match self.identity {
            Some((certificate, key)) => {
                builder.with_client_auth_cert(vec![certificate], key).unwrap()
            }
            None => builder.with_no_client_auth(),
        };
        let name = ServerName::try_from(name.to_owned()).unwrap();
        let stream = TcpStream::connect(address).await?;
        TlsConnector::from(Arc::new(config)).connect(name, stream).await
    }
}

/// One request on a connection that ends with it.
pub async fn ask(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    method: &str,
    path: &str,
    headers: &[(&str, String)],
    body: &[u8],
) -> std::io::Result<Answer> {
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body).await?;
    stream.flush().await?;
    read(stream).await
}

/// Reads until the other end closes.
pub async fn read(stream: &mut (impl AsyncRead + Unpin)) -> std::io::Result<Answer> {
    let mut bytes = Vec::new();
    let whole = tokio::time::timeout(Duration::from_secs(30), stream.read_to_end(&mut bytes));
    match whole.await {
        Ok(Ok(_)) => {}
        // Some servers close without the last word of TLS; what was read counts.
        Ok(Err(error)) if bytes.is_empty() => return Err(error),
        Ok(Err(_)) => {}
        Err(_) => return Err(std::io::ErrorKind::TimedOut.into()),
    }
    parse(&bytes).ok_or_else(|| std::io::ErrorKind::UnexpectedEof.into())
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status: u16 = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut headers = axum::http::HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(": ")?;
        let name = axum::http::HeaderName::from_bytes(name.as_bytes()).ok()?;
        let _ = headers.append(name, value.parse().ok()?);
    }
    let status = StatusCode::from_u16(status).ok()?;
    Some(Answer { status, headers, body: bytes[end + 4..].to_vec() })
}
