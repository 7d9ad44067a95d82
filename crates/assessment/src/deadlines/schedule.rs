//! Every date that a self-check leads to: gathered from its facts, sorted, and grouped by what each means
//! on a given day. What a date means, each kind says itself.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::consent::{self, Consent};
use super::filing::{self, Filed};
use super::lead::Lead;
use super::obligation::{Failure, Obligation, Reason};
use super::retention::{self, Material};
use super::status::{Status, Urgency};
use super::{certificate_expiry, rectification, reporting, targets};
use crate::calendar::{Calendar, CalendarError};
use crate::content::{item, regulation};
use crate::results::assess::assess;
use crate::self_check::SelfCheck;
use crate::self_check::answers::State;
use crate::self_check::registers::schema::{RegisterKey, Row};
use crate::self_check::registers::{
    ArchiveBatch, Asked, Event, Medium, Order, Registers, Staff, Term, YesNo,
};

/// The item that asks for the filing before a first event.
pub(crate) const FILING_ITEM: &str = "11.1";
/// The questions of the profile on which dates of all events depend.
pub(crate) const EVENT_QUESTIONS: [&str; 2] = ["training", "own_trainees"];

/// All dates of a self-check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schedule {
    /// Sorted by group, by date within each; the settled and the unrecorded ones latest first.
    pub obligations: Vec<Obligation>,
    /// What could not be computed.
    pub failures: Vec<Failure>,
}

/// The dates of one rule that are past with nothing entered: one line for a person to act on, however many
/// they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unrecorded<'a> {
    /// The first of them, which says what they are.
    pub first: &'a Obligation,
    /// All of them, latest first.
    pub all: Vec<&'a Obligation>,
}

impl Unrecorded<'_> {
    /// `开展前上报考生信息：3 个没有登记上报日，请补登或核实`.
    pub fn words(&self) -> String {
        let (title, count) = (self.first.title(), self.all.len());
        match self.first.status {
            Status::NotRecorded { what } => {
                format!("{title}：{count} 个没有登记{what}，请补登或核实")
            }
            _ => format!("{title}：{count} 个已过，请核对是否完成"),
        }
    }
}

impl Schedule {
    /// The obligations of one group, in order.
    pub fn group(&self, urgency: Urgency) -> impl Iterator<Item = &Obligation> {
        self.obligations.iter().filter(move |obligation| obligation.status.urgency() == urgency)
    }

    /// The obligations that are past with nothing entered, by rule.
    pub fn unrecorded(&self) -> Vec<Unrecorded<'_>> {
        let mut rules: Vec<Unrecorded<'_>> = Vec::new();
        for obligation in self.group(Urgency::Unrecorded) {
            let key = obligation.computed.key;
            match rules.iter_mut().find(|rule| rule.first.computed.key == key) {
                Some(rule) => rule.all.push(obligation),
                None => rules.push(Unrecorded { first: obligation, all: vec![obligation] }),
            }
        }
        rules
    }
}

/// Computes every date of `self_check` by its switches, as seen on `today`.
pub fn schedule(self_check: &SelfCheck, today: NaiveDate) -> Schedule {
    schedule_with(self_check, today, &self_check.settings.calendar())
}

/// The same with a calendar already built.
pub fn schedule_with(self_check: &SelfCheck, today: NaiveDate, calendar: &Calendar) -> Schedule {
    let mut gather = Gather { self_check, today, calendar, schedule: Schedule::default() };
    let registers = &self_check.registers;
    gather.schedule.obligations.reserve(registers.archives.len());
    gather.filing();
    registers.events.iter().for_each(|event| gather.event(event));
    registers.archives.iter().for_each(|batch| gather.archive(batch));
    registers.staff.iter().for_each(|person| gather.certificate(person));
    registers.orders.iter().for_each(|order| gather.order(order));
    let mut schedule = gather.schedule;
    // Cached: what is sorted is large, and moving it about takes longer than finding its key once.
    schedule.obligations.sort_by_cached_key(|obligation| {
        let urgency = obligation.status.urgency();
        let date = obligation.leading();
        let latest_first = (urgency >= Urgency::Unrecorded).then_some(Reverse(date));
        (urgency, latest_first, date)
    });
    schedule
}

/// The date of the filing alone.
pub(crate) fn filing_alone(
    self_check: &SelfCheck,
    today: NaiveDate,
    calendar: &Calendar,
) -> Vec<Obligation> {
    let mut gather = Gather { self_check, today, calendar, schedule: Schedule::default() };
    gather.filing();
    gather.schedule.obligations
}

/// The dates of the row `id` alone.
pub(crate) fn row_alone(
    self_check: &SelfCheck,
    (register, id): (RegisterKey, &str),
    today: NaiveDate,
    calendar: &Calendar,
) -> Vec<Obligation> {
    let mut gather = Gather { self_check, today, calendar, schedule: Schedule::default() };
    let Registers { events, archives, staff, orders, .. } = &self_check.registers;
    match register {
        RegisterKey::Events => with_id(events, id).for_each(|event| gather.event(event)),
        RegisterKey::Archives => with_id(archives, id).for_each(|batch| gather.archive(batch)),
        RegisterKey::Staff => with_id(staff, id).for_each(|person| gather.certificate(person)),
        RegisterKey::Orders => with_id(orders, id).for_each(|order| gather.order(order)),
        // No date follows from what is in force.
        RegisterKey::CurrentRules => {}
    }
    gather.schedule.obligations
}

fn with_id<'a, T: Row>(rows: &'a [T], id: &'a str) -> impl Iterator<Item = &'a T> {
    rows.iter().filter(move |row| row.id() == id)
}

/// What is known of the filing before a first event on `event`: nothing, where that is another day than the
/// self-check's own.
pub fn filed(self_check: &SelfCheck, event: NaiveDate) -> Filed {
    let profile = &self_check.profile;
    if profile.date("first_event") != Some(event) {
        return Filed::default();
    }
    let state = item(FILING_ITEM).map(|item| assess(item, profile, &self_check.answers).state);
    Filed { on: profile.date("filed_on"), confirmed: state == Some(State::Met) }
}

struct Gather<'a> {
    self_check: &'a SelfCheck,
    today: NaiveDate,
    calendar: &'a Calendar,
    schedule: Schedule,
}

impl Gather<'_> {
    /// Takes an obligation of the row `id`, known by `subject`, or why it has none.
    fn row<E: Into<Reason>>(
        &mut self,
        key: &str,
        id: &str,
        subject: String,
        obligation: Result<Obligation, E>,
    ) {
        match obligation {
            Ok(one) => self.schedule.obligations.push(one.of_row(id, subject)),
            Err(error) => {
                self.schedule.failures.push(Failure::new(key, &subject, error.into()));
            }
        }
    }

    /// Once per institution, while 第十一条 applies.
    fn filing(&mut self) {
        let SelfCheck { profile, answers, settings, .. } = self.self_check;
        let (Some(event), Some(item)) = (profile.date("first_event"), item(FILING_ITEM)) else {
            return;
        };
        if assess(item, profile, answers).state == State::NotApplicable {
            return;
        }
        let filed = filed(self.self_check, event);
        match filing::obligation(event, filed, settings.filing_reading, self.today, self.calendar) {
            Ok(obligation) => self.schedule.obligations.push(obligation),
            // So early that no calendar reaches it, and no lateness could follow.
            Err(_) if event < regulation().issued => {}
            Err(error) => self.schedule.failures.push(Failure::new("filing", "", error.into())),
        }
    }

    fn event(&mut self, event: &Event) {
        let Some(date) = event.date else { return };
        let (today, calendar) = (self.today, self.calendar);
        let name = || event.name.clone();
        let reporting = reporting::obligation(date, event.reported_on, today, calendar);
        self.row("candidate-data", &event.id, name(), reporting);
        if event.filed_site == YesNo::No {
            self.consent(Consent::Offsite, event, date, event.offsite());
        }
        // 第二十四条 concerns events that take in the institution's own trainees; without them there is
        // nothing to consent to, unless a consent was recorded.
        let profile = &self.self_check.profile;
        let own = EVENT_QUESTIONS.iter().all(|key| profile.text(key) == "yes");
        if own || event.separation() != Asked::default() {
            self.consent(Consent::Separation, event, date, event.separation());
        }
        self.targets(event, date);
    }

    fn consent(&mut self, consent: Consent, event: &Event, date: NaiveDate, asked: Asked) {
        let lead = self.self_check.own_lead(consent.lead_key()).unwrap_or(Lead::WORKING_DAY);
        let one = consent::obligation(consent, date, asked, lead, self.today, self.calendar);
        self.row(consent.key(), &event.id, event.name.clone(), one);
    }

    fn targets(&mut self, event: &Event, date: NaiveDate) {
        for target in targets::after_events(&self.self_check.targets) {
            let Some(days) = target.days else { continue };
            let obligation = match event.end {
                Some(end) if end < date => Err(Reason::EndsBeforeItBegins),
                end => {
                    let end = end.unwrap_or(date);
                    targets::obligation(days, target.kind, end, self.today, self.calendar)
                        .map_err(Reason::from)
                }
            };
            let id = format!("{}:{}", event.id, target.key);
            self.row("target", &id, format!("{}：{}", event.name, target.label), obligation);
        }
    }

    fn archive(&mut self, batch: &ArchiveBatch) {
        let Some(date) = batch.last_document else { return };
        let electronic = match batch.medium {
            Medium::Paper => false,
            Medium::Electronic => true,
            Medium::Blank => return,
        };
        let material = Material {
            electronic,
            originals: batch.originals == YesNo::Yes,
            rolls: self.self_check.settings.retention_rolls == YesNo::Yes,
        };
        let obligation = retention::obligation(material, date, self.today, self.calendar);
        self.row(material.key(), &batch.id, batch.name.clone(), obligation);
    }

    fn certificate(&mut self, person: &Staff) {
        let Some(expires) = person.expires else { return };
        let subject = [person.name.as_str(), person.role.as_str(), person.certificate.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        let obligation = certificate_expiry::obligation(expires, self.today, self.calendar);
        self.row("certificate-expiry", &person.id, subject, Ok::<_, CalendarError>(obligation));
    }

    fn order(&mut self, order: &Order) {
        let given = match order.term {
            Term::Date { date, .. } => date,
            Term::Days { .. } => None,
        };
        let rolls = self.self_check.settings.rectification_rolls == YesNo::Yes;
        let (today, calendar) = (self.today, self.calendar);
        let obligation = match order.runs_from.or(order.received).or(given) {
            None if matches!(order.term, Term::Date { .. }) => return,
            None => Err(Reason::NoStart),
            Some(from) => {
                match rectification::obligation(
                    from,
                    &order.term,
                    rolls,
                    order.done_on,
                    today,
                    calendar,
                ) {
                    Ok(None) if order.done_on.is_some() => return,
                    Ok(obligation) => obligation.ok_or(Reason::NoTerm),
                    Err(error) => Err(error.into()),
                }
            }
        };
        let subject = format!("{} {}", order.authority, order.clause).trim().to_owned();
        self.row("rectification", &order.id, subject, obligation);
    }
}
