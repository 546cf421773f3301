//! The service that receives.
