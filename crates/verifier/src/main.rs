//! `besluitspoor-verify`: checks a bundle, without anything of the services.

use std::{
    io::{self, Write as _},
    process::ExitCode,
};

use verifier::{check, command, report};

fn main() -> ExitCode {
    match run() {
        Ok(code) => ExitCode::from(code),
        // Whoever reads stopped reading.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(report::EXIT_UNUSABLE),
    }
}

fn run() -> io::Result<u8> {
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    let language = command::language(&words);
    let asked = match command::parse(words) {
        Ok(command::Command::Check(asked)) => asked,
        Ok(command::Command::Help(language)) => {
            io::stdout().lock().write_all(command::help(language).as_bytes())?;
            return Ok(report::EXIT_GOOD);
        }
        Err(error) => {
            writeln!(io::stderr().lock(), "{}\n\n{}", error.told(language), command::help(language))?;
            return Ok(report::EXIT_UNUSABLE);
        }
    };
    match check(&asked.folder, &asked.options) {
        Ok(found) => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            command::tell(&found, asked.language, asked.json, &mut out)?;
            out.flush()?;
            Ok(found.exit_code())
        }
        Err(error) => {
            writeln!(io::stderr().lock(), "{}", error.told(language))?;
            Ok(report::EXIT_UNUSABLE)
        }
    }
}
