//! How an account's pages look: its colour and its logo.

use imagesize::ImageType;

use crate::colour::Colour;
use crate::refusal::Reason;

/// What text on a colour is written in, where it is not white: nearly black.
pub const INK: Colour = Colour::new(0x17, 0x21, 0x2a);
/// How far text has to stand out from what it is written on (WCAG 2.2 AA).
pub const LEGIBLE: f64 = 4.5;
/// The most bytes of a logo (ours).
pub const LOGO_BYTES: usize = 256 << 10;
/// The most pixels on each side of a logo (ours).
pub const LOGO_PIXELS: usize = 2_048;

/// An account's colour: one on which white or nearly black text can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent(Colour);

impl Accent {
    /// Reads six hexadecimal digits.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let colour = Colour::parse(text.trim()).ok_or(Reason::NotAColour)?;
        let legible = [Colour::WHITE, INK].iter().any(|text| text.contrast(colour) >= LEGIBLE);
        if legible { Ok(Self(colour)) } else { Err(Reason::LowContrast) }
    }

    /// The colour.
    pub fn colour(self) -> Colour {
        self.0
    }
}

/// A picture that every browser shows and that cannot run anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    bytes: Vec<u8>,
    media: &'static str,
    width: i64,
    height: i64,
}

impl Logo {
    /// Reads a picture by its bytes, whatever it is called: PNG, JPEG or WebP, [`LOGO_BYTES`] and [`LOGO_PIXELS`] at most.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, Reason> {
        if bytes.len() > LOGO_BYTES {
            return Err(Reason::NotAPicture);
        }
        let media = match imagesize::image_type(&bytes) {
            Ok(ImageType::Png) => "image/png",
            Ok(ImageType::Jpeg) => "image/jpeg",
            Ok(ImageType::Webp) => "image/webp",
            _ => return Err(Reason::NotAPicture),
        };
        let size = imagesize::blob_size(&bytes).map_err(|_| Reason::NotAPicture)?;
        let side = |pixels: usize| {
            let fits = (1..=LOGO_PIXELS).contains(&pixels);
            fits.then(|| i64::try_from(pixels).ok()).flatten().ok_or(Reason::NotAPicture)
        };
        let (width, height) = (side(size.width)?, side(size.height)?);
        Ok(Self { bytes, media, width, height })
    }

    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What it is: `image/png`, `image/jpeg` or `image/webp`.
    pub fn media(&self) -> &'static str {
        self.media
    }

    /// Pixels from left to right.
    pub fn width(&self) -> i64 {
        self.width
    }

    /// Pixels from top to bottom.
    pub fn height(&self) -> i64 {
        self.height
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The head of a PNG file of this size.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    #[test]
    fn a_colour_has_to_bear_text() {
        for text in ["#0b5c6b", "ffcc00", "#000000", "#ffffff", " #d32f2f "] {
            assert!(Accent::parse(text).is_ok(), "{text}");
        }
        assert_eq!(Accent::parse("#808080"), Err(Reason::LowContrast));
        assert_eq!(Accent::parse("teal"), Err(Reason::NotAColour));
    }

    #[test]
    fn a_logo_is_known_by_its_bytes() {
        let logo = Logo::parse(png(200, 80)).unwrap();
        assert_eq!((logo.media(), logo.width(), logo.height()), ("image/png", 200, 80));
        let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08\0\x10\0\x20\x03\x01\x22\0\x02\x11\x01\x03\x11\x01";
        let logo = Logo::parse(jpeg.to_vec()).unwrap();
        assert_eq!((logo.media(), logo.width(), logo.height()), ("image/jpeg", 32, 16));
        let webp = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x1f\0\0\x0f\0\0\0\0";
        let logo = Logo::parse(webp.to_vec()).unwrap();
        assert_eq!((logo.media(), logo.width(), logo.height()), ("image/webp", 32, 16));
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        let mut heavy = png(200, 80);
        heavy.resize(LOGO_BYTES + 1, 0);
        for bytes in [
            Vec::new(),
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec(),
            b"<!doctype html><title>x</title>".to_vec(),
            b"GIF89a\x10\0\x10\0\0\0\0;".to_vec(),
            b"\x89PNG\r\n\x1a\n".to_vec(),
            png(0, 80),
            png(200, 2_049),
            heavy,
        ] {
            assert_eq!(Logo::parse(bytes.clone()), Err(Reason::NotAPicture), "{:?}", bytes.get(..20));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_logo_or_none(kind in 0_usize..4, rest in prop::collection::vec(any::<u8>(), 0..64)) {
            let heads: [&[u8]; 4] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\x1a\0\0\0WEBPVP8 ", b""];
            let bytes = [heads[kind], &rest].concat();
            if let Ok(logo) = Logo::parse(bytes) {
                prop_assert!(logo.width() > 0 && logo.height() > 0);
            }
        }
    }
}
