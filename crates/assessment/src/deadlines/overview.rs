//! Every date that a self-check leads to, sorted, with its status on a given day.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::consent::{self, Consent};
use super::lead::Lead;
use super::status::{Status, Urgency};
use super::{
    Computed, candidate_data, certificate_expiry, filing, rectification, retention, targets,
    validity,
};
use crate::calendar::{Calendar, CalendarError};
use crate::content::{item, provision, regulation};
use crate::results::assess::assess;
use crate::self_check::SelfCheck;
use crate::self_check::answers::State;
use crate::self_check::registers::{ArchiveBatch, Event, Medium, Term, YesNo};

/// A date that the self-check leads to, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// Stable over recomputation, unique within the self-check: `filing`, `candidate-data:e1`.
    pub uid: String,
    /// What is due, such as `首次开展前备案`.
    pub title: &'static str,
    /// Which event, batch, person or order; empty where there is but one.
    pub subject: String,
    /// The clause, `第十一条`.
    pub clause: &'static str,
    /// The date and how it was counted.
    pub computed: Computed,
    /// What it means on the given day.
    pub status: Status,
    /// What a person must know besides; empty where there is nothing.
    pub note: &'static str,
}

/// A date that could not be computed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What was to be computed, and for what.
    pub title: String,
    /// Why not, and what to do.
    pub error: Reason,
}

/// Why a date of the self-check could not be computed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The calendar does not reach so far.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// An order whose 限期 is not entered.
    #[error("没有填写限期，算不出届满日。请在台账的整改通知里填写天数或日期")]
    NoTerm,
    /// An order whose 限期 is so many days from no day at all.
    #[error("没有填写收到日期，算不出届满日。请在台账的整改通知里填写")]
    NoStart,
    /// An event whose last day lies before its first.
    #[error("批次的结束日期早于开始日期，算不出目标日。请在台账的评价批次里核对")]
    EndsBeforeItBegins,
}

/// All dates of a self-check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// Sorted: late, near, later, settled; by date within each, the settled ones latest first.
    pub obligations: Vec<Obligation>,
    /// What could not be computed.
    pub failures: Vec<Failure>,
}

impl Overview {
    /// The obligations of one group, in order.
    pub fn group(&self, urgency: Urgency) -> impl Iterator<Item = &Obligation> {
        self.obligations.iter().filter(move |obligation| obligation.status.urgency() == urgency)
    }
}

/// Computes every date of `self_check` by its switches, as seen on `today`.
pub fn overview(self_check: &SelfCheck, today: NaiveDate) -> Overview {
    overview_with(self_check, today, &self_check.settings.calendar())
}

/// The same with a calendar already built.
pub fn overview_with(self_check: &SelfCheck, today: NaiveDate, calendar: &Calendar) -> Overview {
    let mut gather = Gather { self_check, today, calendar, overview: Overview::default() };
    gather.overview.obligations.reserve(self_check.registers.archives.len());
    gather.filing();
    for event in &self_check.registers.events {
        gather.event(event);
    }
    for batch in &self_check.registers.archives {
        gather.batch(batch);
    }
    gather.certificates();
    gather.orders();
    let mut overview = gather.overview;
    // Cached: what is sorted is large, and moving it about takes longer than finding its key once.
    overview.obligations.sort_by_cached_key(|obligation| {
        let urgency = obligation.status.urgency();
        let date = obligation.computed.date;
        let latest_first = (urgency == Urgency::Settled).then_some(Reverse(date));
        (urgency, latest_first, date)
    });
    overview
}

struct Gather<'a> {
    self_check: &'a SelfCheck,
    today: NaiveDate,
    calendar: &'a Calendar,
    overview: Overview,
}

impl<'a> Gather<'a> {
    fn add(
        &mut self,
        id: &str,
        title: &'static str,
        subject: String,
        computed: Result<Computed, impl Into<Reason>>,
        status: impl FnOnce(NaiveDate) -> Status,
        note: &'static str,
    ) {
        match computed {
            Ok(computed) => self.overview.obligations.push(Obligation {
                uid: if id.is_empty() {
                    computed.key.to_owned()
                } else {
                    [computed.key, ":", id].concat()
                },
                title,
                subject,
                clause: clause(computed.key),
                status: status(computed.date),
                computed,
                note,
            }),
            Err(error) => {
                let title = if subject.is_empty() {
                    title.to_owned()
                } else {
                    format!("{title}：{subject}")
                };
                self.overview.failures.push(Failure { title, error: error.into() });
            }
        }
    }

    /// The status of a duty; it borrows nothing of `self`, so that it can be handed to [`Gather::add`].
    fn duty(&self, done: Option<NaiveDate>) -> impl FnOnce(NaiveDate) -> Status + use<'a> {
        let (today, calendar) = (self.today, self.calendar);
        move |date| Status::of_duty(date, today, done, calendar)
    }

    fn duty_of_event(
        &self,
        before_regulation: bool,
        done: Option<NaiveDate>,
    ) -> impl FnOnce(NaiveDate) -> Status + use<'a> {
        let duty = self.duty(done);
        move |date| if before_regulation { Status::BeforeRegulation } else { duty(date) }
    }

    /// Once per institution, while 第十一条 applies; done when 11.1 says so.
    fn filing(&mut self) {
        let profile = &self.self_check.profile;
        let (Some(event), Some(item)) = (profile.date("first_event"), item("11.1")) else {
            return;
        };
        let state = assess(item, profile, &self.self_check.answers).state;
        if state == State::NotApplicable {
            return;
        }
        let computed =
            filing::compute(event, self.self_check.settings.filing_reading, self.calendar);
        let (today, calendar) = (self.today, self.calendar);
        let before_regulation = event < regulation().issued;
        if before_regulation && computed.is_err() {
            // So early that no calendar reaches it, and no lateness could follow.
            return;
        }
        self.add(
            "",
            "首次开展前备案",
            String::new(),
            computed,
            |date| match state {
                _ if before_regulation => Status::BeforeRegulation,
                State::Met => Status::Done,
                _ => Status::of_duty(date, today, None, calendar),
            },
            "“前20个工作日内”有三种读法，请向市培训鉴定指导机构核实。",
        );
    }

    fn event(&mut self, event: &Event) {
        let Some(date) = event.date else { return };
        // As with the filing: what was held before there was a rule is late by none.
        let before_regulation = date < regulation().issued;
        let calendar = self.calendar;
        self.add(
            &event.id,
            "开展前上报考生信息",
            event.name.clone(),
            candidate_data::compute(date, calendar),
            self.duty_of_event(before_regulation, event.reported_on),
            "原文没有天数，提前到前一个工作日是本工具建议。",
        );
        if event.filed_site == YesNo::No {
            let lead = self.lead(targets::OFFSITE_LEAD);
            self.add(
                &event.id,
                "备案场所外评价取得同意",
                event.name.clone(),
                consent::compute(Consent::Offsite, date, lead, calendar),
                self.duty_of_event(before_regulation, event.offsite_consent_on),
                "提前量是本机构自定。",
            );
        }
        // 第二十四条 concerns events that take in the institution's own trainees; without them there is
        // nothing to consent to, unless a consent was recorded.
        let own = self.self_check.profile.text("training") == "yes"
            && self.self_check.profile.text("own_trainees") == "yes";
        if own || event.separation_consent_on.is_some() {
            let lead = self.lead(targets::SEPARATION_LEAD);
            self.add(
                &event.id,
                "培训与评价分离的例外取得同意",
                event.name.clone(),
                consent::compute(Consent::Separation, date, lead, calendar),
                self.duty_of_event(before_regulation, event.separation_consent_on),
                "提前量是本机构自定。",
            );
        }
        self.targets(event, date);
    }

    fn targets(&mut self, event: &Event, date: NaiveDate) {
        let self_check = self.self_check;
        let leads = [targets::OFFSITE_LEAD, targets::SEPARATION_LEAD];
        for target in
            self_check.targets.iter().filter(|target| !leads.contains(&target.key.as_str()))
        {
            let Some(days) = target.days else { continue };
            let today = self.today;
            let calendar = self.calendar;
            self.add(
                &format!("{}:{}", event.id, target.key),
                "本机构自定目标",
                format!("{}：{}", event.name, target.label),
                match event.end {
                    Some(end) if end < date => Err(Reason::EndsBeforeItBegins),
                    end => targets::compute(days, target.kind, end.unwrap_or(date), calendar)
                        .map_err(Reason::from),
                },
                |date| match Status::of_duty(date, today, None, calendar) {
                    Status::Late { days, .. } => Status::Passed { days },
                    status => status,
                },
                "本机构自定；原文只写“按时”“及时”。",
            );
        }
    }

    fn lead(&self, key: &str) -> Lead {
        self.self_check.own_lead(key).unwrap_or(Lead::WORKING_DAY)
    }

    fn batch(&mut self, batch: &ArchiveBatch) {
        let Some(date) = batch.last_document else { return };
        let (key, years, title) = match batch.medium {
            Medium::Paper => ("retention-paper", retention::PAPER_YEARS, "纸质材料最短保管期届满"),
            Medium::Electronic => {
                ("retention-electronic", retention::ELECTRONIC_YEARS, "电子材料最短保管期届满")
            }
            Medium::Blank => return,
        };
        let rolls = self.self_check.settings.retention_rolls == YesNo::Yes;
        let today = self.today;
        let note = if batch.originals == YesNo::Yes {
            "含签字盖章的原件：原件的期限第二十二条未写，届满后继续保存。"
        } else {
            "届满只表示最短保管期已满，不等于可以销毁。"
        };
        self.add(
            &batch.id,
            title,
            batch.name.clone(),
            retention::compute(key, date, years, rolls, self.calendar),
            |date| Status::of_period(date, today),
            note,
        );
    }

    fn certificates(&mut self) {
        let self_check = self.self_check;
        for staff in &self_check.registers.staff {
            let Some(expires) = staff.expires else { continue };
            let subject = [staff.name.as_str(), staff.role.as_str(), staff.certificate.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · ");
            self.add(
                &staff.id,
                "证件有效期截止",
                subject,
                Ok::<_, CalendarError>(certificate_expiry::compute(expires)),
                self.duty(None),
                "要求证件在有效期内属一种理解。",
            );
        }
    }

    fn orders(&mut self) {
        let self_check = self.self_check;
        for order in &self_check.registers.orders {
            let given = match order.term {
                Term::Date { date, .. } => date,
                Term::Days { .. } => None,
            };
            let computed = match order.runs_from.or(order.received).or(given) {
                None if order.term == Term::default() => continue,
                None => Err(Reason::NoStart),
                Some(from) => match rectification::compute(from, &order.term, self.calendar) {
                    Ok(None) if order.done_on.is_some() => continue,
                    Ok(computed) => computed.ok_or(Reason::NoTerm),
                    Err(error) => Err(error.into()),
                },
            };
            let subject = format!("{} {}", order.authority, order.clause).trim().to_owned();
            self.add(
                &order.id,
                "限期整改届满",
                subject,
                computed,
                self.duty(order.done_on),
                "期限以通知书写明的为准。",
            );
        }
    }
}

fn clause(key: &str) -> &'static str {
    provision(key).map_or("第十四、二十条", |provision| provision.clause)
}

/// The end of the regulation's own validity, which is no duty and so not in the overview.
pub fn validity_obligation(today: NaiveDate) -> Obligation {
    let computed = validity::compute();
    Obligation {
        uid: "validity".to_owned(),
        title: "本细则有效期届满",
        subject: String::new(),
        clause: clause("validity"),
        status: Status::of_period(computed.date, today),
        computed,
        note: "是否延期、有无新规定，请自行核实，并从其规定。",
    }
}
