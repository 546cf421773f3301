//! Our own certificate authority: one root, which signs this service's TLS certificate and
//! those of the terminals. Never trusts the system's store, and never signs what a request
//! asks for: only its public key is taken, every other field is decided here.

use std::net::IpAddr;

use jiff::civil::Date;
use jiff::{Span, Timestamp, tz::TimeZone};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateSigningRequestParams, DnType,
    ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256,
    PublicKeyData, SanType,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Years of the root; the terminals are enrolled again before it ends.
const ROOT_YEARS: i32 = 15;
/// Days of a terminal's certificate.
const TERMINAL_DAYS: i32 = 3 * 365;
/// Days of the service's own certificate, made again every day.
const SERVER_DAYS: i32 = 90;

/// The root and its key.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    root: CertificateDer<'static>,
    pem: String,
}

/// The two files of an authority.
pub struct AuthorityFiles {
    /// The root certificate, public.
    pub certificate: String,
    /// Its private key.
    pub key: Zeroizing<String>,
}

/// A certificate of this service with its key.
pub struct Identity {
    /// The certificate.
    pub certificate: CertificateDer<'static>,
    /// Its key.
    pub key: PrivateKeyDer<'static>,
    /// Its last day.
    pub until: Date,
}

/// Why a certificate could not be made or read.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityFault {
    /// The request of a terminal is not one, or its key is of a sort that we do not sign.
    #[error("certificate request refused")]
    Request,
    /// The files of the authority are damaged, or a name cannot stand in a certificate.
    #[error("certificate could not be made")]
    Certificate(#[from] rcgen::Error),
}

impl Authority {
    /// A new root, for `central init`.
    ///
    /// # Errors
    /// When no key can be drawn.
    pub fn create(today: Date) -> Result<AuthorityFiles, AuthorityFault> {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
        let mut params = dated(today, Span::new().years(ROOT_YEARS))?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.distinguished_name.push(DnType::CommonName, "Mon point numerique - racine");
        let certificate = params.self_signed(&key)?.pem();
        Ok(AuthorityFiles { certificate, key: Zeroizing::new(key.serialize_pem()) })
    }

    /// Opens an existing root.
    ///
    /// # Errors
    /// When a file is damaged.
    pub fn open(files: &AuthorityFiles) -> Result<Self, AuthorityFault> {
        let key = KeyPair::from_pem(&files.key)?;
        let root = der(&files.certificate)?;
        let issuer = Issuer::from_ca_cert_der(&root, key)?;
        Ok(Self { issuer, root, pem: files.certificate.clone() })
    }

    /// The root certificate.
    pub fn root(&self) -> &CertificateDer<'static> {
        &self.root
    }

    /// The root certificate, as a terminal keeps it.
    pub fn root_pem(&self) -> &str {
        &self.pem
    }

    /// A TLS certificate of this service for these DNS names and addresses.
    ///
    /// # Errors
    /// When a name cannot stand in a certificate.
    pub fn server(&self, names: &[String], today: Date) -> Result<Identity, AuthorityFault> {
        let span = Span::new().days(SERVER_DAYS);
        let mut params = dated(today, span)?;
        params.subject_alt_names =
            names.iter().map(|name| alternative(name)).collect::<Result<Vec<_>, rcgen::Error>>()?;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
        let certificate = params.signed_by(&key, &self.issuer)?.der().clone();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        Ok(Identity { certificate, key, until: today.saturating_add(span) })
    }

    /// The certificate of a terminal, from its request (PKCS #10, DER).
    ///
    /// # Errors
    /// When the request is not one.
    pub fn terminal(
        &self,
        request: &[u8],
        terminal: &str,
        today: Date,
    ) -> Result<CertificateDer<'static>, AuthorityFault> {
        let request = CertificateSigningRequestParams::from_der(&request.into())
            .map_err(|_| AuthorityFault::Request)?;
        let sort = PublicKeyData::algorithm(&request.public_key);
        if *sort != PKCS_ECDSA_P256_SHA256 && *sort != rcgen::PKCS_ED25519 {
            return Err(AuthorityFault::Request);
        }
        let mut params = dated(today, Span::new().days(TERMINAL_DAYS))?;
        params.distinguished_name.push(DnType::CommonName, terminal);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        params.use_authority_key_identifier_extension = true;
        Ok(params.signed_by(&request.public_key, &self.issuer)?.der().clone())
    }
}

/// SHA-256 of a certificate: how the ledger knows a terminal's certificate again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint(pub [u8; 32]);

impl Fingerprint {
    /// Of one certificate.
    pub fn of(certificate: &CertificateDer<'_>) -> Self {
        Self(Sha256::digest(certificate.as_ref()).into())
    }
}

/// The UTC day of a moment.
pub fn day(now: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(now).date()
}

/// The DER of one certificate in PEM.
fn der(pem: &str) -> Result<CertificateDer<'static>, AuthorityFault> {
    use rustls::pki_types::pem::PemObject as _;
    CertificateDer::from_pem_slice(pem.as_bytes())
        .map_err(|_| AuthorityFault::Certificate(rcgen::Error::CouldNotParseCertificate))
}

/// Valid from the day before, so that a terminal whose clock is a few hours late can enrol.
fn dated(today: Date, span: Span) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(Vec::<String>::new())?;
    params.distinguished_name = rcgen::DistinguishedName::new();
    let (year, month, day) = parts(today.saturating_sub(Span::new().days(1)))?;
    params.not_before = rcgen::date_time_ymd(year, month, day);
    let (year, month, day) = parts(today.saturating_add(span))?;
    params.not_after = rcgen::date_time_ymd(year, month, day);
    Ok(params)
}

/// `rcgen` panics on a day that does not exist; a `Date` always does.
fn parts(date: Date) -> Result<(i32, u8, u8), rcgen::Error> {
    let byte = |n: i8| u8::try_from(n).map_err(|_| rcgen::Error::Time);
    Ok((date.year().into(), byte(date.month())?, byte(date.day())?))
}

fn alternative(name: &str) -> Result<SanType, rcgen::Error> {
    match name.parse::<IpAddr>() {
        Ok(address) => Ok(SanType::IpAddress(address)),
        Err(_) => Ok(SanType::DnsName(name.try_into()?)),
    }
}
