//! 开源组件与许可: what the product ships of others' work, and under which terms.

use std::rc::Rc;

use serde::Deserialize;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    browser::{assets::Assets, dom, fetch},
    components::icons,
    route::Route,
};

/// The list as the build wrote it.
#[derive(Debug, PartialEq, Deserialize)]
struct Licences {
    components: Vec<Component>,
    /// Each text once; the components name it by its index.
    texts: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Component {
    name: String,
    version: String,
    licence: String,
    authors: Vec<String>,
    texts: Vec<usize>,
}

/// 开源组件与许可.
#[component]
pub fn LicencesPage() -> Html {
    let list = use_state_eq(|| None::<Result<Rc<Licences>, String>>);
    {
        let list = list.setter();
        use_effect_with((), move |()| {
            spawn_local(async move { list.set(Some(load().await.map(Rc::new))) });
        });
    }
    html! {
        <>
            <div class="page-head"><h1>{ Route::Licences.title() }</h1></div>
            <div class="licences">
                <p>{ "本工具由下列开源组件和字体构成，均随本工具一起存放在本机；感谢它们的作者。点开可看许可全文。" }</p>
                { match &*list {
                    None => html! {
                        <p class="loading">{ icons::spinner() }{ "正在读取清单……" }</p>
                    },
                    Some(Err(reason)) => html! {
                        <p class="notice bad" role="alert">{ reason }</p>
                    },
                    Some(Ok(licences)) => html! {
                        <>
                            <p class="hint">
                                { format!("共 {} 项。", licences.components.len()) }
                            </p>
                            <ul class="licence-list">
                                { for licences.components.iter().map(|component| html! {
                                    <li key={format!("{} {}", component.name, component.version)}>
                                        <Entry
                                            component={component.clone()}
                                            licences={Rc::clone(licences)}
                                        />
                                    </li>
                                }) }
                            </ul>
                        </>
                    },
                } }
                <p><a href={Route::Data.href()}>{ "回到数据页" }</a></p>
            </div>
        </>
    }
}

async fn load() -> Result<Licences, String> {
    let assets = Assets::read()?;
    let bytes = fetch::bytes(&assets.licences, &|_, _| {}).await?;
    serde_json::from_slice(&bytes.to_vec())
        .map_err(|error| format!("许可清单读不出来（{error}），请重新取得完整发布的版本。"))
}

#[derive(Properties, PartialEq)]
struct EntryProps {
    component: Component,
    licences: Rc<Licences>,
}

/// One component; its texts come into the page when it is opened, since all together they are long.
#[component]
fn Entry(props: &EntryProps) -> Html {
    let open = use_state_eq(|| false);
    let ontoggle = {
        let open = open.setter();
        Callback::from(move |event: Event| open.set(dom::is_open(&event)))
    };
    let Component { name, version, licence, authors, texts } = &props.component;
    html! {
        <details {ontoggle}>
            <summary>
                <span class="licence-name">{ name }{ " " }{ version }</span>
                <span class="licence-terms" lang="en">{ licence }</span>
            </summary>
            if *open {
                if !authors.is_empty() {
                    <p class="hint">{ format!("作者：{}", authors.join("，")) }</p>
                }
                { for texts.iter().filter_map(|index| props.licences.texts.get(*index)).map(|text| html! {
                    <pre lang="en" tabindex="0">{ text }</pre>
                }) }
            }
        </details>
    }
}
