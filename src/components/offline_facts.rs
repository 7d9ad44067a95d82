//! 离线使用: whether the product works without a network, and if not, why.

use yew::prelude::*;

use super::file_export::megabytes;
use crate::{
    browser::service_worker::Refusal,
    state::offline::{Stage, Trouble, Update},
};

/// How far the product is stored and how a newer release stands, in words; `onretry` tries again to store it.
pub fn offline_facts(stage: &Stage, update: &Update, onretry: &Callback<()>) -> Html {
    let (state, words) = state_words(stage);
    let progress = match stage {
        Stage::Storing { stored, total } => Some((stored.to_string(), total.to_string())),
        _ => None,
    };
    let can_retry = matches!(
        stage,
        Stage::Partly(_) | Stage::Failed(_) | Stage::Unavailable(Refusal::Refused(_))
    );
    html! {
        <section class="panel" aria-labelledby="offline-heading">
            <h2 id="offline-heading">{ "离线使用" }</h2>
            <p role="status"><b>{ state }</b>{ words }</p>
            if let Some((value, max)) = progress {
                <progress {value} {max} aria-label="保存程序的进度" />
            }
            if can_retry {
                <button type="button" class="btn"
                    onclick={onretry.reform(|_: MouseEvent| ())}>{ "再试一次" }</button>
            }
            { update_words(update).map(|words| html! { <p>{ words }</p> }) }
        </section>
    }
}

fn state_words(stage: &Stage) -> (&'static str, String) {
    const STILL_ONLINE: &str = "联网时照常使用，已填的内容不受影响。";
    match stage {
        Stage::Asking => ("正在查看……", String::new()),
        Stage::Storing { stored, total } => (
            "正在保存到本机",
            format!(
                "（{} / {}）。存完之前请保持联网；可以照常填写。",
                megabytes(*stored),
                megabytes(*total)
            ),
        ),
        Stage::Ready { total } => (
            "离线可用。",
            format!(
                "程序、字体和许可共 {} 已存在这个浏览器里。断开网络，打开、填写、计算、导出（含 PDF）照样进行。",
                megabytes(*total)
            ),
        ),
        Stage::Carried => (
            "离线可用。",
            "这是单文件版：程序、字体都在这一个文件里，不需要网络。它的自查单独存放，与网页版互不相通；要搬过来，请在那边导出数据文件，再在本页导入。".to_owned(),
        ),
        Stage::Partly(trouble) => (
            "离线可用，但缺生僻字字体。",
            format!("{}断网时，报告里少见的姓名用字会印作“〓”。", trouble_words(trouble)),
        ),
        Stage::Failed(trouble) => {
            ("不能离线使用。", format!("{}{STILL_ONLINE}", trouble_words(trouble)))
        }
        Stage::Unavailable(refusal) => {
            ("不能离线使用。", format!("{}{STILL_ONLINE}", refusal_words(refusal)))
        }
    }
}

fn trouble_words(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Full => {
            "浏览器给本站的存储空间不够，没有存下。请清理磁盘或其他网站的数据后再试。".to_owned()
        }
        Trouble::File(file) => format!(
            "文件 {file} 没有取到，或者与发布的不一致。请检查网络后再试；仍不行，请联系放置本工具的人。"
        ),
        Trouble::Unknown => "浏览器没有保存成功，也没有说明原因。请重新载入本页再试。".to_owned(),
    }
}

fn refusal_words(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Carried => String::new(),
        Refusal::Insecure => {
            "本页地址不是 https:// 开头，浏览器不为这样的地址保存程序。请放置本工具的人改用 https。"
                .to_owned()
        }
        Refusal::Missing => {
            "这个浏览器（或无痕窗口）不提供离线保存。请换普通窗口，或升级浏览器。".to_owned()
        }
        Refusal::Refused(reason) => {
            format!("浏览器没有同意保存程序（{reason}）。请检查是否禁止了本站保存数据。")
        }
    }
}

fn update_words(update: &Update) -> Option<String> {
    match update {
        Update::None => None,
        Update::Waiting => {
            Some("新版本也已存好，由您在页首启用；关闭全部窗口后再打开，也会启用。".to_owned())
        }
        Update::Elsewhere => {
            Some("新版本已在另一个窗口启用；本窗口重新载入后换成新版本。".to_owned())
        }
        Update::Failed(trouble) => Some(format!(
            "有新版本，但没有存下，现在仍用原来的版本，下次打开时再取。{}",
            trouble_words(trouble)
        )),
    }
}
