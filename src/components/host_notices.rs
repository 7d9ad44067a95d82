//! What the machine and the program in which the page runs mean for the user: files that cannot be saved,
//! another time zone, a clock that is wrong.

use chrono::NaiveDate;
use yew::prelude::*;

use super::icons;
use crate::browser::{clock, host};

/// The properties of [`HostNotices`].
#[derive(Properties, PartialEq)]
pub struct HostNoticesProps {
    /// Today in Nanning.
    pub today: NaiveDate,
    /// The instant (RFC 3339) of the latest change that is kept here.
    pub last_change: Option<AttrValue>,
}

/// The notices; none in a browser of its own on a machine set to Nanning's time.
#[component]
pub fn HostNotices(props: &HostNoticesProps) -> Html {
    // The next change bears the wrong time and would hide the one before.
    let latest = use_mut_ref(AttrValue::default);
    if let Some(change) = props.last_change.as_ref().filter(|change| **change > *latest.borrow()) {
        *latest.borrow_mut() = change.clone();
    }
    let latest = latest.borrow().clone();
    html! {
        <>
            if let Some(program) = host::in_app_browser() {
                <div class="notice is-warning" role="status" data-in-app="">
                    { icons::warning() }
                    <p>
                        <b>{ format!("{program}里打开的网页不能保存文件。") }</b>
                        { "请用右上角菜单“在浏览器打开”，再填写和导出；这里的导出不算备份。" }
                    </p>
                </div>
            }
            if !clock::is_local_time_of_nanning() {
                <div class="notice" role="status" data-time-zone="">
                    <p>{ format!(
                        "这台电脑的时区不是北京时间；“今天”和各项日期按北京时间算，今天是 {}。",
                        props.today
                    ) }</p>
                </div>
            }
            if clock::is_behind(&latest) {
                <div class="notice is-warning" role="status" data-clock="behind">
                    { icons::warning() }
                    <p>
                        <b>{ "这台电脑的时钟可能不对。" }</b>
                        { format!(
                            "现在是 {}，比上次保存的改动（{}）还早；期限是按它算的，请先校准系统时间。",
                            clock::local_time(&clock::now()),
                            clock::local_time(&latest)
                        ) }
                    </p>
                </div>
            }
        </>
    }
}
