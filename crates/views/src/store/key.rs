//! The keys of the store: a prefix and numbers, big-endian, so that a scan gives them in order.

/// What something is kept under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// The last position that everything else reflects.
    Checkpoint,
    /// A name: its kind and its number.
    Name(u8, u32),
    /// A framework version, in the order of adoption.
    Framework(u32),
    /// The facts of a block of dossiers, in the order of opening.
    Rows(u32),
    /// What is known of a block of dossiers without reading their facts.
    Heads(u32),
    /// A block of the visits to a body: the body's number and the block's.
    Visits(u32, u32),
    /// The moments of a block of records.
    Moments(u32),
    /// An entry of the register, in the order of entering.
    Register(u32),
    /// A record of a history that is kept by its records, in the order of the journal.
    Chronicle(u32),
    /// A piece of a value that is too long for one: the prefix and numbers of its key, and which piece.
    Piece(u8, u32, u32, u16),
}

impl Key {
    pub(crate) const CHRONICLE: u8 = b'a';
    pub(crate) const ROWS: u8 = b'd';
    pub(crate) const FRAMEWORK: u8 = b'f';
    pub(crate) const HEADS: u8 = b'h';
    pub(crate) const MOMENTS: u8 = b'm';
    pub(crate) const NAME: u8 = b'n';
    pub(crate) const REGISTER: u8 = b'r';
    pub(crate) const VISITS: u8 = b'v';
    /// All prefixes but that of the checkpoint, which comes last, and of pieces, which come with their value.
    pub(crate) const SCANNED: [u8; 8] = [
        Self::CHRONICLE,
        Self::ROWS,
        Self::FRAMEWORK,
        Self::HEADS,
        Self::MOMENTS,
        Self::NAME,
        Self::REGISTER,
        Self::VISITS,
    ];
    const CHECKPOINT: u8 = b'c';
    const PIECE: u8 = b'x';

    /// The key of a piece of this key's value.
    pub(super) fn piece(self, piece: u16) -> Self {
        let (prefix, first, second) = self.parts();
        Self::Piece(prefix, first, second, piece)
    }

    pub(super) fn bytes(self) -> Vec<u8> {
        let (prefix, first, second) = self.parts();
        let mut bytes = vec![prefix];
        bytes.extend(first.to_be_bytes());
        match self {
            Self::Visits(..) | Self::Name(..) => bytes.extend(second.to_be_bytes()),
            Self::Piece(of, _, _, piece) => {
                bytes.insert(1, of);
                bytes.extend(second.to_be_bytes());
                bytes.extend(piece.to_be_bytes());
            }
            Self::Checkpoint
            | Self::Framework(_)
            | Self::Rows(_)
            | Self::Heads(_)
            | Self::Moments(_)
            | Self::Register(_)
            | Self::Chronicle(_) => {}
        }
        bytes
    }

    /// Reads a key of a prefix that is scanned. `None`: it is no such key.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (prefix, numbers) = bytes.split_first()?;
        let (first, rest) = numbers.split_first_chunk()?;
        let first = u32::from_be_bytes(*first);
        let second = || rest.try_into().ok().map(u32::from_be_bytes);
        match *prefix {
            Self::NAME => Some(Self::Name(u8::try_from(first).ok()?, second()?)),
            Self::VISITS => Some(Self::Visits(first, second()?)),
            _ if !rest.is_empty() => None,
            Self::FRAMEWORK => Some(Self::Framework(first)),
            Self::ROWS => Some(Self::Rows(first)),
            Self::HEADS => Some(Self::Heads(first)),
            Self::MOMENTS => Some(Self::Moments(first)),
            Self::REGISTER => Some(Self::Register(first)),
            Self::CHRONICLE => Some(Self::Chronicle(first)),
            _ => None,
        }
    }

    fn parts(self) -> (u8, u32, u32) {
        match self {
            Self::Checkpoint => (Self::CHECKPOINT, 0, 0),
            Self::Name(kind, number) => (Self::NAME, u32::from(kind), number),
            Self::Framework(number) => (Self::FRAMEWORK, number, 0),
            Self::Rows(number) => (Self::ROWS, number, 0),
            Self::Heads(block) => (Self::HEADS, block, 0),
            Self::Visits(body, block) => (Self::VISITS, body, block),
            Self::Moments(block) => (Self::MOMENTS, block, 0),
            Self::Register(number) => (Self::REGISTER, number, 0),
            Self::Chronicle(number) => (Self::CHRONICLE, number, 0),
            Self::Piece(_, first, second, _) => (Self::PIECE, first, second),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_and_sorts_by_its_numbers() {
        let keys = [
            Key::Chronicle(4),
            Key::Rows(0),
            Key::Rows(255),
            Key::Rows(256),
            Key::Framework(7),
            Key::Heads(1),
            Key::Moments(3),
            Key::Name(1, 300),
            Key::Name(2, 0),
            Key::Register(9),
            Key::Visits(0, 70_000),
            Key::Visits(1, 2),
        ];
        let bytes = keys.map(Key::bytes);
        assert!(bytes.is_sorted());
        assert_eq!(bytes.map(|bytes| Key::read(&bytes)), keys.map(Some));
    }

    #[test]
    fn a_piece_is_never_met_in_a_scan() {
        let piece = Key::Visits(1, 2).piece(3);
        assert_eq!(piece.bytes()[0], b'x');
        assert_ne!(piece.bytes(), Key::Visits(1, 2).piece(4).bytes());
        assert_ne!(piece.bytes(), Key::Heads(1).piece(3).bytes());
        assert_eq!(Key::read(&piece.bytes()), None);
        assert_eq!(Key::read(b"d"), None);
    }
}
