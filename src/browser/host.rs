//! Where the page runs: in a browser of its own, or inside another program.

/// The program in whose own browser the page runs, which cannot save files.
pub fn in_app_browser() -> Option<&'static str> {
    let agent = web_sys::window()?.navigator().user_agent().ok()?;
    program_in(&agent)
}

fn program_in(agent: &str) -> Option<&'static str> {
    // 企业微信 names 微信 as well.
    let programs =
        [("wxwork", "企业微信"), ("MicroMessenger", "微信"), ("DingTalk", "钉钉"), (" QQ/", "QQ")];
    programs.into_iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::program_in;

    #[test]
    fn browsers_inside_other_programs_are_told_by_their_marks() {
        let android = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36";
        assert_eq!(program_in(&format!("{android} MicroMessenger/8.0.47")), Some("微信"));
        assert_eq!(
            program_in(&format!("{android} MicroMessenger/7.0.1 wxwork/4.1")),
            Some("企业微信")
        );
        assert_eq!(program_in(&format!("{android} AliApp(DingTalk/7.5.0)")), Some("钉钉"));
        assert_eq!(program_in(&format!("{android} QQ/8.9.80.12440")), Some("QQ"));
        // QQ浏览器 is a browser that saves files.
        assert_eq!(program_in(&format!("{android} MQQBrowser/14.9")), None);
        assert_eq!(program_in(android), None);
    }
}
