//! A fingerprint of a picture: how light and how warm each part of it is. The last bit of a
//! computation may differ between two machines: a mean over thousands of pixels does not.

/// Parts along the longer side and along the shorter one.
const PARTS: (usize, usize) = (24, 14);
/// A part that differs by more than this, of 255, is another.
const FREE: u8 = 1;

/// Two bytes a part: how light it is, and how much redder than blue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Print(Vec<u8>);

impl Print {
    /// Of RGBA pixels, row by row.
    pub(super) fn of(pixels: &[u8], width: u32, height: u32) -> Self {
        let (width, height) = (width as usize, height as usize);
        let (across, down) = if width >= height { PARTS } else { (PARTS.1, PARTS.0) };
        let mut sums = vec![[0_u64; 3]; across * down];
        for (at, pixel) in pixels.chunks_exact(4).enumerate() {
            let (x, y) = (at % width, at / width);
            let part = &mut sums[y * down / height * across + x * across / width];
            let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u64::from);
            part[0] += (2126 * red + 7152 * green + 722 * blue) / 10_000;
            part[1] += 255 + red - blue;
            part[2] += 1;
        }
        let bytes = sums.iter().flat_map(|[light, warm, count]| {
            [light / count, warm / (2 * count)].map(|mean| u8::try_from(mean).unwrap())
        });
        Self(bytes.collect())
    }

    /// Two hexadecimal digits a byte.
    pub(super) fn write(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Back from [`Print::write`].
    pub(super) fn read(text: &str) -> Self {
        let pairs = text.as_bytes().chunks(2);
        let byte = |pair: &[u8]| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap();
        Self(pairs.map(byte).collect())
    }

    /// No part is another.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.others(other) == 0
    }

    /// How many parts are others, and by how much at most.
    pub(super) fn differs(&self, other: &Self) -> String {
        let most = self.gaps(other).max().unwrap_or(0);
        format!("{} parts of {} differ, by {most} at most", self.others(other), self.0.len() / 2)
    }

    fn gaps(&self, other: &Self) -> impl Iterator<Item = u8> {
        self.0.iter().zip(&other.0).map(|(one, two)| one.abs_diff(*two))
    }

    fn others(&self, other: &Self) -> usize {
        self.gaps(other).filter(|gap| *gap > FREE).count()
    }
}
