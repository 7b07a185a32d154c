//! What each bracketed comment covers, by where it stands among the tokens.

use std::collections::VecDeque;

use ruff_python_ast::token::{Token, TokenKind, Tokens};
use ruff_text_size::{Ranged, TextLen, TextRange, TextSize};
use rustc_hash::FxHashMap;

use super::bracketed::{self, Action, Bracketed, MalformedBracketed, Tool};
use super::lines::{LineMapping, is_first_on_line, line_range};

/// What a suppression covers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Coverage {
    /// The findings that start there.
    Starting(TextRange),
    /// The findings that lie there from start to end.
    Within(TextRange),
}

impl Coverage {
    pub(super) fn range(self) -> TextRange {
        match self {
            Self::Starting(range) | Self::Within(range) => range,
        }
    }
}

/// A bracketed comment and what it covers.
#[derive(Debug)]
pub(super) struct Covering {
    pub(super) comment: Bracketed,
    pub(super) coverage: Coverage,
    /// The `enable` of a `disable`.
    pub(super) closing: Option<Bracketed>,
}

/// What the bracketed comments of a file come to.
#[derive(Debug, Default)]
pub(super) struct Coverings {
    /// Those for the whole file, then the ranges, then the single ones; each by the start of what
    /// they cover.
    pub(super) valid: Vec<Covering>,
    pub(super) malformed: Vec<MalformedBracketed>,
}

/// Finds out what the bracketed comments of a file cover.
pub(super) fn resolve(text: &str, tokens: &Tokens, mapping: &LineMapping) -> Coverings {
    let mut resolver = Resolver {
        text,
        tokens,
        mapping,
        blocks: vec![Block::default()],
        entered_early: false,
        after_line: true,
        next_significant: 0,
        last_below: None,
        coverings: Coverings::default(),
    };
    for (index, token) in tokens.iter().enumerate() {
        resolver.visit(index, token);
    }
    while let Some(block) = resolver.blocks.pop() {
        resolver.close(block, text.text_len());
    }
    let mut coverings = resolver.coverings;
    coverings.valid.sort_by_key(|covering| {
        // The wider kind has the first say.
        let rank = match covering.comment.action {
            Action::IgnoreFile => 0,
            Action::Disable | Action::Enable => 1,
            Action::Ignore => 2,
        };
        (rank, covering.coverage.range().start(), covering.comment.range.start())
    });
    coverings
}

/// What has to be the same for an `enable` to end a `disable` of its block.
type Key = (Tool, String, String);

#[derive(Debug, Default)]
struct Block {
    indentation: usize,
    /// The `disable`s that wait for an `enable`, first come first served.
    pending: FxHashMap<Key, VecDeque<Bracketed>>,
}

struct Resolver<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    mapping: &'a LineMapping,
    /// The blocks we are in, from the module inwards.
    blocks: Vec<Block>,
    /// Whether the innermost block was entered by a comment above its first statement.
    entered_early: bool,
    /// Whether a logical line ended before the token at hand.
    after_line: bool,
    /// The first token from the one at hand on that is neither a comment nor an empty line's end.
    /// Kept, as looking for it from each comment anew is quadratic in a run of comments.
    next_significant: usize,
    /// The last answer of `below`, kept for the same reason.
    last_below: Option<(usize, TextRange)>,
    coverings: Coverings,
}

impl Resolver<'_> {
    fn visit(&mut self, index: usize, token: &Token) {
        match token.kind() {
            TokenKind::Comment => {
                let range = token.range();
                for result in bracketed::parse(&self.text[range], range.start()) {
                    match result {
                        Ok(comment) => {
                            let stands_alone = comment.range.start() == range.start()
                                && is_first_on_line(self.text, range.start());
                            let comment_range = comment.range;
                            if let Err(reason) = self.place(index, comment, stands_alone) {
                                self.coverings
                                    .malformed
                                    .push(MalformedBracketed { range: comment_range, reason });
                            }
                        }
                        Err(malformed) => self.coverings.malformed.push(malformed),
                    }
                }
            }
            TokenKind::NonLogicalNewline => {}
            TokenKind::Indent => {
                if !std::mem::take(&mut self.entered_early) {
                    let indentation = self.indentation_after(index);
                    self.blocks.push(Block { indentation, ..Block::default() });
                }
                self.after_line = true;
            }
            TokenKind::Dedent => {
                if self.blocks.len() > 1
                    && let Some(block) = self.blocks.pop()
                {
                    self.close(block, token.start());
                }
                self.after_line = true;
            }
            kind => self.after_line = kind == TokenKind::Newline,
        }
    }

    fn place(
        &mut self,
        index: usize,
        comment: Bracketed,
        stands_alone: bool,
    ) -> Result<(), &'static str> {
        if !stands_alone {
            if comment.action != Action::Ignore {
                return Err(
                    "only `ignore` can follow code or another comment: give it a line of its own",
                );
            }
            // In the middle of a run of lines only the comment's own line can be meant.
            let line = line_range(self.text, comment.range.start());
            let covered = self
                .mapping
                .run_at(comment.range.start())
                .filter(|run| run.end() == line.end())
                .unwrap_or(line);
            self.cover(comment, Coverage::Starting(covered), None);
            return Ok(());
        }

        let line = line_range(self.text, comment.range.start());
        let indentation = self.text[TextRange::new(line.start(), comment.range.start())]
            .trim_start_matches('\u{feff}');
        match comment.action {
            Action::IgnoreFile if indentation.is_empty() => {
                let file = TextRange::up_to(self.text.text_len());
                self.cover(comment, Coverage::Starting(file), None);
            }
            Action::IgnoreFile => return Err("a comment for the whole file must not be indented"),
            Action::Ignore => {
                let covered = self.below(index);
                self.cover(comment, Coverage::Starting(covered), None);
            }
            Action::Disable | Action::Enable => {
                let block = self.block_of(index, indentation.len())?;
                let key = (
                    comment.tool,
                    indentation.to_string(),
                    comment.items.iter().flat_map(|item| [&self.text[*item], ","]).collect(),
                );
                let pending = &mut self.blocks[block].pending;
                if comment.action == Action::Disable {
                    pending.entry(key).or_default().push_back(comment);
                } else {
                    let disable = pending
                        .get_mut(&key)
                        .and_then(VecDeque::pop_front)
                        .ok_or("no `disable` of the same rules in this block comes before it")?;
                    let covered = TextRange::new(disable.range.start(), comment.range.end());
                    self.cover(disable, Coverage::Within(covered), Some(comment));
                }
            }
        }
        Ok(())
    }

    /// What an `ignore` on a line of its own covers: the logical line below it, up to the body if
    /// it has one; inside brackets, the line below.
    fn below(&mut self, index: usize) -> TextRange {
        let next = self.next_significant(index);
        let at_statement = self.after_line;
        let mut first = next;
        while let Some(token) = self.tokens.get(first)
            && matches!(
                token.kind(),
                TokenKind::Indent
                    | TokenKind::Dedent
                    | TokenKind::Comment
                    | TokenKind::NonLogicalNewline
            )
        {
            first += 1;
        }
        let Some(token) = self.tokens.get(first) else { return TextRange::default() };
        if token.kind() == TokenKind::EndOfFile {
            return TextRange::empty(token.start());
        }
        if let Some((known, range)) = self.last_below
            && known == first
        {
            return range;
        }
        let line = line_range(self.text, token.start());
        let range = if at_statement {
            let end = self.tokens[first..]
                .iter()
                .find(|token| token.kind() == TokenKind::Newline)
                .map_or(self.text.text_len(), Ranged::start);
            TextRange::new(line.start(), end.max(line.end()))
        } else {
            self.mapping
                .run_at(token.start())
                .filter(|run| run.start() == line.start())
                .unwrap_or(line)
        };
        self.last_below = Some((first, range));
        range
    }

    /// The block that a comment indented so far belongs to.
    fn block_of(&mut self, index: usize, indentation: usize) -> Result<usize, &'static str> {
        let next = self.next_significant(index);
        let innermost = self.blocks.len() - 1;
        match self.tokens.get(next).map(Token::kind) {
            Some(TokenKind::Indent) => {
                if self.entered_early {
                    let inside = indentation >= self.blocks[innermost].indentation;
                    return Ok(if inside { innermost } else { innermost - 1 });
                }
                let block = self.indentation_after(next);
                if indentation < block {
                    return Ok(innermost);
                }
                self.blocks.push(Block { indentation: block, ..Block::default() });
                self.entered_early = true;
                Ok(innermost + 1)
            }
            Some(TokenKind::Dedent) => {
                let left = self.tokens[next..]
                    .iter()
                    .take_while(|token| token.kind() == TokenKind::Dedent)
                    .count();
                let outermost = innermost.saturating_sub(left);
                Ok((outermost..=innermost)
                    .rev()
                    .find(|block| self.blocks[*block].indentation <= indentation)
                    .unwrap_or(outermost))
            }
            _ if indentation == self.blocks[innermost].indentation => Ok(innermost),
            _ => Err("it is not indented as the block around it is"),
        }
    }

    fn next_significant(&mut self, index: usize) -> usize {
        if self.next_significant <= index {
            self.next_significant = self.tokens[index..]
                .iter()
                .position(|token| {
                    !matches!(token.kind(), TokenKind::Comment | TokenKind::NonLogicalNewline)
                })
                .map_or(self.tokens.len(), |offset| index + offset);
        }
        self.next_significant
    }

    /// How far the block that starts with the `Indent` at `index` is indented.
    fn indentation_after(&self, index: usize) -> usize {
        self.tokens.get(index + 1).map_or(0, |token| {
            (token.start() - line_range(self.text, token.start()).start()).to_usize()
        })
    }

    /// Ends the `disable`s that nothing in their block ended.
    fn close(&mut self, block: Block, end: TextSize) {
        for disable in block.pending.into_values().flatten() {
            let covered = TextRange::new(disable.range.start(), end.max(disable.range.end()));
            self.cover(disable, Coverage::Within(covered), None);
        }
    }

    fn cover(&mut self, comment: Bracketed, coverage: Coverage, closing: Option<Bracketed>) {
        self.coverings.valid.push(Covering { comment, coverage, closing });
    }
}
