//! SHA-256 for `sigstore-merkle`, which takes it from whoever uses it.

use sha2::{Digest, Sha256};
use sigstore_crypto::{CryptoProvider, Error, HashContext, Result, SigningScheme, install_default_provider};
use sigstore_types::HashAlgorithm;

/// May be called by every test of a process.
pub(crate) fn install() {
    // That it is there already is as good.
    install_default_provider(&OnlySha256).ok();
}

#[derive(Debug)]
struct OnlySha256;

struct Hasher(Sha256);

impl HashContext for Hasher {
    fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finalize(self: Box<Self>) -> Vec<u8> {
        self.0.finalize().to_vec()
    }
}

impl CryptoProvider for OnlySha256 {
    fn hash(&self, algorithm: HashAlgorithm) -> Result<Box<dyn HashContext>> {
        assert_eq!(algorithm, HashAlgorithm::Sha2256, "trees are hashed with nothing else");
        Ok(Box::new(Hasher(Sha256::new())))
    }

    fn verify_raw(&self, _: SigningScheme, _: &[u8], _: &[u8], _: &[u8]) -> Result<()> {
        Err(Error::UnsupportedAlgorithm("nothing is signed here".to_owned()))
    }

    fn verify_prehashed(&self, _: SigningScheme, _: &[u8], _: &[u8], _: &[u8]) -> Result<()> {
        Err(Error::UnsupportedAlgorithm("nothing is signed here".to_owned()))
    }
}
