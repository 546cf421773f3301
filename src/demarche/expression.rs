//! Conditions and values as written: words in, a tree out. Knows the grammar and no name.
//!
//! There is no precedence, no `not`, and nothing but `add` that computes.

mod lexer;

use jiff::civil::Date;

use lexer::{Token, tokens};

/// A value as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Operand {
    /// A whole number, and how it was written: `076` may be a code.
    Number(i64, String),
    /// A day.
    Day(Date),
    /// A sum in centimes.
    Sum(i64),
    /// A name, by its parts.
    Name(Vec<String>),
    /// `table[keys].column`
    Lookup { table: String, keys: Vec<Operand>, column: String },
    /// `add(date, amount unit)`
    Add { to: Box<Operand>, amount: Box<Operand>, unit: Unit },
    /// `age(birth, on)`
    Age { birth: Box<Operand>, on: Option<Box<Operand>> },
    /// `count(of, condition)`
    Count { of: Vec<String>, when: Option<Box<Clause>> },
}

/// A condition as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Clause {
    /// All hold.
    And(Vec<Clause>),
    /// One holds.
    Or(Vec<Clause>),
    /// `any(of, condition)`
    Any { of: Vec<String>, when: Box<Clause> },
    /// `every(of, condition)`
    Every { of: Vec<String>, when: Box<Clause> },
    /// `left is right`
    Is { left: Operand, right: Operand, sense: Sense },
    /// `left in [items]`
    In { left: Operand, items: Vec<Operand>, sense: Sense },
    /// `value is unknown`
    Unknown { value: Operand, sense: Sense },
    /// `value is given`
    Given { value: Operand, sense: Sense },
    /// `left < right`
    Compare { left: Operand, order: Order, right: Operand },
}

/// Whether a comparison is turned round with `not`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// As said.
    Plain,
    /// With `not`.
    Not,
}

/// The four comparisons of order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Order {
    /// As written.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

/// Units of `add`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Days.
    Days,
    /// Months; the end of the month clamps.
    Months,
    /// Years; the end of February clamps.
    Years,
    /// Birthdays: who is born on 29 February has one on 1 March of other years.
    Birthdays,
}

/// A condition, or what is wrong with it.
pub(crate) fn condition(text: &str) -> Result<Clause, String> {
    let mut reader = Reader::of(text)?;
    let clause = reader.condition()?;
    reader.end()?;
    Ok(clause)
}

/// A value, or what is wrong with it.
pub(crate) fn value(text: &str) -> Result<Operand, String> {
    let mut reader = Reader::of(text)?;
    let operand = reader.value()?;
    reader.end()?;
    Ok(operand)
}

/// Words that no question may take as its name.
pub(crate) const RESERVED: &[&str] = &[
    "and", "or", "not", "is", "in", "any", "every", "count", "add", "age", "today", "site",
    "switch", "this", "unknown", "given", "yes", "no", "none",
];

/// Brackets and quantifiers go this deep at most: a condition is read by a person.
const DEPTH_MAX: u8 = 12;

struct Reader {
    tokens: Vec<Token>,
    next: usize,
    depth: u8,
}

impl Reader {
    fn of(text: &str) -> Result<Self, String> {
        Ok(Self { tokens: tokens(text)?, next: 0, depth: 0 })
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next)
    }

    fn peek_word(&self) -> Option<&str> {
        match self.peek() {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// Takes the next token if it is this sign.
    fn sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Sign(found)) if *found == sign);
        self.next += usize::from(found);
        found
    }

    /// Takes the next token if it is this word.
    fn word(&mut self, word: &str) -> bool {
        let found = self.peek_word() == Some(word);
        self.next += usize::from(found);
        found
    }

    fn want(&mut self, sign: &str) -> Result<(), String> {
        if self.sign(sign) {
            Ok(())
        } else {
            Err(format!("`{sign}` expected, found {}", self.found()))
        }
    }

    fn found(&self) -> String {
        self.peek().map_or_else(|| "the end".to_owned(), |token| format!("`{token}`"))
    }

    fn end(&self) -> Result<(), String> {
        if self.peek().is_none() {
            Ok(())
        } else {
            Err(format!("the end expected, found {}", self.found()))
        }
    }

    fn condition(&mut self) -> Result<Clause, String> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err("brackets are too deep: derive a yes/no with a name first".to_owned());
        }
        let first = self.test()?;
        let word = match self.peek_word() {
            Some("and") => "and",
            Some("or") => "or",
            _ => {
                self.depth -= 1;
                return Ok(first);
            }
        };
        let mut all = vec![first];
        while self.word(word) {
            all.push(self.test()?);
        }
        if matches!(self.peek_word(), Some("and" | "or")) {
            return Err("`and` and `or` are mixed: put brackets".to_owned());
        }
        self.depth -= 1;
        Ok(if word == "and" { Clause::And(all) } else { Clause::Or(all) })
    }

    fn test(&mut self) -> Result<Clause, String> {
        if self.sign("(") {
            let inside = self.condition()?;
            self.want(")")?;
            return Ok(inside);
        }
        if self.peek_word() == Some("not") {
            return Err("there is no not: turn the comparison round".to_owned());
        }
        let call = matches!(self.tokens.get(self.next + 1), Some(Token::Sign("(")));
        match self.peek_word() {
            Some("any") if call => {
                let (of, when) = self.quantifier()?;
                Ok(Clause::Any { of, when })
            }
            Some("every") if call => {
                let (of, when) = self.quantifier()?;
                Ok(Clause::Every { of, when })
            }
            _ => self.comparison(),
        }
    }

    fn quantifier(&mut self) -> Result<(Vec<String>, Box<Clause>), String> {
        self.next += 1;
        self.want("(")?;
        let of = self.name()?;
        self.want(",")?;
        let when = Box::new(self.condition()?);
        self.want(")")?;
        Ok((of, when))
    }

    fn comparison(&mut self) -> Result<Clause, String> {
        let start = self.next;
        let left = self.value()?;
        if self.word("is") {
            let sense = self.sense();
            if self.word("unknown") {
                return Ok(Clause::Unknown { value: left, sense });
            }
            if self.word("given") {
                return Ok(Clause::Given { value: left, sense });
            }
            return Ok(Clause::Is { left, right: self.value()?, sense });
        }
        let sense = self.sense();
        if self.word("in") {
            return Ok(Clause::In { left, items: self.items()?, sense });
        }
        if sense == Sense::Not {
            return Err(format!("`in` expected after not, found {}", self.found()));
        }
        for order in [Order::LessOrEqual, Order::GreaterOrEqual, Order::Less, Order::Greater] {
            if self.sign(order.sign()) {
                return Ok(Clause::Compare { left, order, right: self.value()? });
            }
        }
        let written: String = self.tokens[start..self.next].iter().map(Token::to_string).collect();
        match self.peek() {
            None | Some(Token::Sign(")" | ",")) => {
                Err(format!("{written} alone is not a condition: compare it (is yes)"))
            }
            Some(Token::Word(word)) if word == "and" || word == "or" => {
                Err(format!("{written} alone is not a condition: compare it (is yes)"))
            }
            Some(_) => Err(format!("a comparison expected, found {}", self.found())),
        }
    }

    fn sense(&mut self) -> Sense {
        if self.word("not") { Sense::Not } else { Sense::Plain }
    }

    fn items(&mut self) -> Result<Vec<Operand>, String> {
        self.want("[")?;
        let mut items = vec![self.value()?];
        while self.sign(",") {
            items.push(self.value()?);
        }
        self.want("]")?;
        Ok(items)
    }

    fn value(&mut self) -> Result<Operand, String> {
        match self.peek().cloned() {
            Some(Token::Number(number, written)) => {
                self.next += 1;
                Ok(Operand::Number(number, written))
            }
            Some(Token::Day(day)) => {
                self.next += 1;
                Ok(Operand::Day(day))
            }
            Some(Token::Sum(cents)) => {
                self.next += 1;
                Ok(Operand::Sum(cents))
            }
            Some(Token::Word(word)) => self.named(&word),
            _ => Err(format!("a value expected, found {}", self.found())),
        }
    }

    fn named(&mut self, word: &str) -> Result<Operand, String> {
        let call = matches!(self.tokens.get(self.next + 1), Some(Token::Sign("(")));
        if !call {
            let name = self.name()?;
            return if self.peek() == Some(&Token::Sign("[")) {
                self.lookup(name)
            } else {
                Ok(Operand::Name(name))
            };
        }
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err("brackets are too deep: derive a value with a name first".to_owned());
        }
        self.next += 2;
        let operand = match word {
            "add" => self.add()?,
            "age" => {
                let birth = Box::new(self.value()?);
                let on = if self.sign(",") { Some(Box::new(self.value()?)) } else { None };
                Operand::Age { birth, on }
            }
            "count" => {
                let of = self.name()?;
                let when = if self.sign(",") { Some(Box::new(self.condition()?)) } else { None };
                Operand::Count { of, when }
            }
            _ => return Err(format!("nothing called {word}( ): any, every, add, age or count")),
        };
        self.want(")")?;
        self.depth -= 1;
        Ok(operand)
    }

    fn add(&mut self) -> Result<Operand, String> {
        let to = Box::new(self.value()?);
        self.want(",")?;
        let amount = Box::new(self.value()?);
        let unit = match self.peek_word() {
            Some("day" | "days") => Unit::Days,
            Some("month" | "months") => Unit::Months,
            Some("year" | "years") => Unit::Years,
            Some("birthday" | "birthdays") => Unit::Birthdays,
            Some(other) => {
                return Err(format!("{other} is no unit: days, months, years, birthdays"));
            }
            None => return Err(format!("days, months or years expected, found {}", self.found())),
        };
        self.next += 1;
        Ok(Operand::Add { to, amount, unit })
    }

    fn lookup(&mut self, name: Vec<String>) -> Result<Operand, String> {
        let keys = self.items()?;
        self.want(".")?;
        let column = match self.peek_word() {
            Some(word) => word.to_owned(),
            None => return Err(format!("a column expected, found {}", self.found())),
        };
        self.next += 1;
        Ok(Operand::Lookup { table: name.join("."), keys, column })
    }

    fn name(&mut self) -> Result<Vec<String>, String> {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                Some(Token::Word(word)) => parts.push(word.clone()),
                Some(Token::Number(_, written)) if !parts.is_empty() => parts.push(written.clone()),
                _ => return Err(format!("a name expected, found {}", self.found())),
            }
            self.next += 1;
            if !self.sign(".") {
                return Ok(parts);
            }
        }
    }
}
