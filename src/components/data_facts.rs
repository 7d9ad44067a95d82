//! 数据去向: what lies where, that nothing is sent, and how to check that.

use yew::prelude::*;

use crate::route::Route;

/// What is known of where the data are.
pub struct DataFacts<'a> {
    /// How many self-checks lie in this browser.
    pub kept: usize,
    /// The page's content security policy, as the browser enforces it.
    pub policy: &'a str,
    /// What the browser said to the request below; `None` before it was asked.
    pub persistent: Option<bool>,
    /// Asks the browser not to clear the storage by itself.
    pub onpersist: Callback<()>,
}

/// Where the data go.
pub fn data_facts(facts: DataFacts<'_>) -> Html {
    let DataFacts { kept, policy, persistent, onpersist } = facts;
    let answer = match persistent {
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
                        "现有 {} 份自查，都在这台电脑、这个浏览器的本机存储（IndexedDB，名为 selfcheck）里；换一个浏览器或者用无痕窗口，都看不到。",
                        kept
                    ) }</dd>
                </div>
                <div>
                    <dt>{ "存了什么" }</dt>
                    <dd>{ "机构画像、作答、台账、设置，以及各份自查上次导出的时间。导入时选的文件读完即弃，不另存；程序和字体单独存放，里面没有您填的内容。" }</dd>
                </div>
                <div>
                    <dt>{ "发送什么" }</dt>
                    <dd>{ "不发送您填的任何内容。网络只用来从本工具所在的地址取回程序和字体；没有账号，没有统计，不访问其他网站。" }</dd>
                </div>
                <div>
                    <dt>{ "管不到什么" }</dt>
                    <dd>{ beyond_reach() }</dd>
                </div>
                <div>
                    <dt>{ "怎样核实" }</dt>
                    <dd>{ verification(policy) }</dd>
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
                            onclick={onpersist.reform(|_: MouseEvent| ())}>
                            { "请浏览器不要自动清理" }
                        </button>
                        <p role="status">{ answer }</p>
                    </dd>
                </div>
            </dl>
        </section>
    }
}

/// What neither this page nor its policy can stop, and what to do about it.
fn beyond_reach() -> Html {
    html! {
        <ul class="data-checks">
            <li>{ "浏览器扩展和整页翻译：它们读得到任何网页的内容。本页已请浏览器不翻译、不做拼写检查；请停用来路不明的扩展。" }</li>
            <li>{ "打开别的网址和网页通话（WebRTC）：浏览器的内容安全策略不限制这两种。本工具的程序里没有它们，您填的文字也不会变成可以点开的链接。" }</li>
            <li>{ "同一地址下的其他网页：它们与本页共用本机存储。单文件版用浏览器直接打开时，其他从磁盘打开的网页也可能读到；请不要打开来路不明的 HTML 文件。" }</li>
            <li>{ "能用这台电脑的人、备份和同步软件：数据在浏览器的用户目录里，没有加密。共用电脑上填完，请导出文件，再删除这里的自查。" }</li>
        </ul>
    }
}

/// Three ways to check, none of which needs to trust this page.
fn verification(policy: &str) -> Html {
    html! {
        <>
            <ol class="data-checks">
                <li>{ "看：按 F12 打开开发者工具，选“网络”（Network）面板，勾选“保留日志”，再填写、计算、导出、导入。列出的请求只有本工具自己的地址，以及 blob: 或 data: 开头、不出浏览器的内部地址。" }</li>
                <li>{ "试：上面写着“离线可用”之后，拔掉网线或关闭无线网络，重新载入本页，再填写并下载 PDF 报告。能照常完成，说明用不着服务器。" }</li>
                <li>{ "查：本页带有下面的内容安全策略，由浏览器执行，页面自己改不掉。其中 connect-src 'self' 表示只准连接本工具所在的地址，form-action 'none' 表示不准提交表单。" }</li>
            </ol>
            <details class="data-policy">
                <summary>{ "本页的内容安全策略（Content-Security-Policy）" }</summary>
                <ul>
                    { for policy.split(';').map(|rule| html! { <li><code>{ rule.trim().to_owned() }</code></li> }) }
                </ul>
            </details>
        </>
    }
}
