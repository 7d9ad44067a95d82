//! 数据去向: what lies where, that nothing is sent, and how to check that.

use yew::prelude::*;

use crate::route::Route;

/// The properties of [`DataFacts`].
#[derive(Properties, PartialEq)]
pub struct DataFactsProps {
    /// How many self-checks lie in this browser.
    pub kept: usize,
    /// What the browser said to the request below; `None` before it was asked.
    pub persistent: Option<bool>,
    /// Asks the browser not to clear the storage by itself.
    pub onpersist: Callback<()>,
}

/// Where the data go.
#[component]
pub fn DataFacts(props: &DataFactsProps) -> Html {
    let answer = match props.persistent {
        None => "",
        Some(true) => {
            "浏览器已答应：空间不足时也不会自动清理。手动清除浏览数据仍会删除，请照样备份。"
        }
        Some(false) => {
            "浏览器没有答应：磁盘空间不足时，它可能自动清理本机保存的自查。请经常导出备份。"
        }
    };
    html! {
        <section class="panel">
            <h2>{ "数据去向" }</h2>
            <dl class="data-facts">
                <div>
                    <dt>{ "存在哪里" }</dt>
                    <dd>{ format!(
                        "{} 份自查，都在这台电脑、这个浏览器的本机存储（IndexedDB，名为 selfcheck）里；换浏览器、用无痕窗口都看不到。",
                        props.kept
                    ) }</dd>
                </div>
                <div>
                    <dt>{ "存了什么" }</dt>
                    <dd>{ "机构画像、作答、台账、设置，和各份自查上次导出的时间。选过的文件读完即弃，不另存。" }</dd>
                </div>
                <div>
                    <dt>{ "发送什么" }</dt>
                    <dd>{ "什么都不发送。除了打开时取回本工具自己的程序和字体，没有任何网络请求；页面的内容安全策略也禁止向别处发送。" }</dd>
                </div>
                <div>
                    <dt>{ "怎样核实" }</dt>
                    <dd>{ "按 F12 打开开发者工具，选“网络”面板，再填写、导出、导入：不会出现发往别处的请求。断开网络后照样可用，也是证明。" }</dd>
                </div>
                <div>
                    <dt>{ "由谁写成" }</dt>
                    <dd><a href={Route::Licences.href()}>{ "所用开源组件、字体及其许可" }</a></dd>
                </div>
                <div>
                    <dt>{ "会丢吗" }</dt>
                    <dd>
                        <p>{ "清除浏览数据、重装系统会删除。导出的文件不受影响。" }</p>
                        <button type="button" class="btn"
                            onclick={props.onpersist.reform(|_: MouseEvent| ())}>
                            { "请浏览器不要自动清理" }
                        </button>
                        <p role="status">{ answer }</p>
                    </dd>
                </div>
            </dl>
        </section>
    }
}
