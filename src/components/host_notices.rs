//! What the place where the page runs means for the user: no saving of files, another time zone.

use chrono::NaiveDate;
use yew::prelude::*;

use super::icons;
use crate::browser::{clock, host};

/// The properties of [`HostNotices`].
#[derive(Properties, PartialEq)]
pub struct HostNoticesProps {
    /// Today in Nanning.
    pub today: NaiveDate,
}

/// The notices; none in a browser of its own on a machine set to Nanning's time.
#[component]
pub fn HostNotices(props: &HostNoticesProps) -> Html {
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
        </>
    }
}
