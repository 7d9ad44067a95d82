//! Reads a PDF glyph by glyph: what it says and where on the page.

use std::sync::Arc;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{self, Object};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect, Shape};

/// A page as it reads.
#[derive(Debug, Default)]
pub struct PageText {
    /// All that stands on it, in the order of the file, without white space.
    pub text: String,
    /// Each visible glyph with its place on the baseline, from the top left corner, in points.
    pub origins: Vec<(String, Point)>,
    /// Each visible glyph with the room it takes, from the top left corner, in points.
    pub glyphs: Vec<(String, Rect)>,
    /// The page.
    pub paper: Rect,
}

/// Reads all pages.
pub fn read_pages(bytes: &[u8]) -> Vec<PageText> {
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).unwrap_or_else(|error| panic!("{error:?}"));
    let cache = InterpreterCache::new();
    let pages = pdf.pages();
    pages
        .iter()
        .map(|page| {
            let (width, height) = page.render_dimensions();
            let paper = Rect::new(0.0, 0.0, width.into(), height.into());
            let start = page.initial_transform(true);
            let start = Affine::new(start.as_coeffs());
            let settings = InterpreterSettings::default();
            let mut context = Context::new(start, paper, &cache, page.xref(), settings);
            let mut reader = PageText { paper, ..PageText::default() };
            interpret_page(page, &mut context, &mut reader);
            reader
        })
        .collect()
}

/// Everything the file says, without white space.
pub fn read_text(bytes: &[u8]) -> String {
    read_pages(bytes).into_iter().map(|page| page.text).collect()
}

/// What the pictures say to those who cannot see them.
pub fn alternatives(bytes: &[u8]) -> Vec<String> {
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).unwrap_or_else(|error| panic!("{error:?}"));
    let texts = pdf.objects().into_iter().filter_map(|object| {
        let Object::Dict(element) = object else { return None };
        let text = element.get::<object::String<'_>>("Alt")?;
        // In UTF-16 behind a mark that says so.
        let units = text.as_bytes().strip_prefix(b"\xfe\xff")?.chunks_exact(2);
        let units: Vec<u16> = units.map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
        Some(String::from_utf16_lossy(&units))
    });
    texts.collect()
}

/// A text as it is searched for: line breaks and spaces are the typesetter's business.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

impl Device<'_> for PageText {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        self.text.push_str(&squeezed(&text));
        if let Glyph::Outline(glyph) = glyph {
            let outline = transform * glyph_transform * glyph.outline();
            if !outline.is_empty() {
                self.origins.push((text.clone(), transform * glyph_transform * Point::ORIGIN));
                self.glyphs.push((text, outline.bounding_box()));
            }
        }
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
