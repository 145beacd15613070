//! `guiche serve`.

use clap::Args;

use super::global::Global;
use crate::config::{Config, Given};
use crate::{Failure, logging, service};

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    given: Given,
}

impl Serve {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        let config = Config::from(self.given.over(global.given()?));
        logging::init(config.log_format, config.log_level.clone())?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(service::run(config))
    }
}
