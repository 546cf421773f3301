//! The accept loop: connections in, requests to the router, a graceful stop.
//!
//! Bounds what one connection may cost (handshake, header and idle time, count of connections)
//! and knows nothing of what is asked.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, Sleep, sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

use crate::central::authority::Fingerprint;
use crate::central::config::Limits;

/// What is known of the other end of a connection; every request carries it.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Where it connects from.
    pub address: SocketAddr,
    /// How it came in.
    pub door: DoorKind,
}

/// How a connection came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoorKind {
    /// TLS, with the fingerprint of its certificate if it showed one.
    Tls(Option<Fingerprint>),
    /// Plain HTTP on loopback.
    Plain,
}

/// One listening door and what it serves.
pub struct Door {
    /// The socket.
    pub listener: TcpListener,
    /// The newest TLS acceptor, or `None` for plain HTTP on loopback.
    pub tls: Option<watch::Receiver<TlsAcceptor>>,
    /// What answers.
    pub router: Router,
    /// Delays.
    pub limits: Limits,
    /// Most connections at once.
    pub connections: u32,
}

/// Turns to `Stop` once, when the service stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Running {
    /// Serving.
    Serve,
    /// No new connection; requests in progress finish.
    Stop,
}

impl Door {
    /// Serves until `running` says stop, then lets the requests in progress finish, at most
    /// for `limits.stop`.
    pub async fn serve(self, mut running: watch::Receiver<Running>) {
        let room = Arc::new(Semaphore::new(self.connections as usize));
        let mut connections = JoinSet::new();
        loop {
            let permit = tokio::select! {
                permit = Arc::clone(&room).acquire_owned() => permit,
                () = stopped(&mut running) => break,
            };
            let (stream, address) = tokio::select! {
                accepted = self.listener.accept() => match accepted {
                    Ok(accepted) => accepted,
                    // Out of descriptors: the ones that close will make room.
                    Err(_) => { sleep(Duration::from_millis(50)).await; continue }
                },
                () = stopped(&mut running) => break,
            };
            while connections.try_join_next().is_some() {}
            let tls = self.tls.as_ref().map(|tls| tls.borrow().clone());
            let (router, limits) = (self.router.clone(), self.limits.clone());
            let running = running.clone();
            let _handle = connections.spawn(async move {
                let _permit = permit;
                connection(stream, address, tls, router, &limits, running).await;
            });
        }
        drop(self.listener);
        let finished = async { while connections.join_next().await.is_some() {} };
        if timeout(self.limits.stop, finished).await.is_err() {
            tracing::warn!(event = "stop_cut", connections = connections.len());
        }
    }
}

/// Comes back when the service stops.
pub async fn stopped(running: &mut watch::Receiver<Running>) {
    // An error means that the sender is gone: nobody could say *stop* any more.
    let _ = running.wait_for(|state| *state == Running::Stop).await.is_ok();
}

async fn connection(
    stream: TcpStream,
    address: SocketAddr,
    tls: Option<TlsAcceptor>,
    router: Router,
    limits: &Limits,
    running: watch::Receiver<Running>,
) {
    let _ = stream.set_nodelay(true).is_ok();
    let stream = Patient::new(stream, limits.idle);
    let Some(tls) = tls else {
        return requests(stream, Peer { address, door: DoorKind::Plain }, router, limits, running)
            .await;
    };
    let stream = match timeout(limits.header, tls.accept(stream)).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(_)) => return tracing::info!(event = "tls_refused"),
        Err(_) => return tracing::info!(event = "tls_slow"),
    };
    let certificate = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
    let door = DoorKind::Tls(certificate.map(Fingerprint::of));
    requests(stream, Peer { address, door }, router, limits, running).await;
}

async fn requests(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: Peer,
    router: Router,
    limits: &Limits,
    mut running: watch::Receiver<Running>,
) {
    let service = service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
        let _ = request.extensions_mut().insert(peer.clone());
        router.clone().oneshot(request.map(Body::new))
    });
    let mut builder = hyper::server::conn::http1::Builder::new();
    let connection = builder
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header)
        .max_buf_size(64 << 10)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stopped(&mut running) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if ended.is_err() {
        tracing::debug!(event = "connection_broken");
    }
}

/// A stream that breaks when nothing moves for too long.
struct Patient<S> {
    stream: S,
    idle: Duration,
    deadline: Pin<Box<Sleep>>,
}

impl<S: Unpin> Patient<S> {
    fn new(stream: S, idle: Duration) -> Self {
        Self { stream, idle, deadline: Box::pin(sleep(idle)) }
    }

    /// Passes a result on; something moved, so the delay starts again.
    fn moved<T>(&mut self, result: T) -> Poll<T> {
        let deadline = Instant::now() + self.idle;
        self.deadline.as_mut().reset(deadline);
        Poll::Ready(result)
    }

    /// Nothing moved: broken if that has lasted.
    fn waits<T>(&mut self, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        ready!(self.deadline.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match Pin::new(&mut self.stream).poll_read(context, buffer) {
            Poll::Ready(result) => self.moved(result),
            Poll::Pending => self.waits(context),
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.stream).poll_write(context, bytes) {
            Poll::Ready(result) => self.moved(result),
            Poll::Pending => self.waits(context),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
