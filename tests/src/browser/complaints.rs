//! What a browser says is wrong with a page: on the console, in its log, and among its issues.

use serde_json::Value;

/// Issues that are no fault of a page's: they say what the browser will do one day, or what this machine is.
const NOT_OF_THE_PAGE: [&str; 2] = ["DeprecationIssue", "PerformanceIssue"];

/// The complaint that an event is, if it is one. `pages` are the requests for whole pages: one that is refused is shown, and
/// nothing to complain of.
pub fn of(event: &str, params: &Value, pages: &[String]) -> Option<String> {
    match event {
        "Runtime.consoleAPICalled" => Some(format!("on the console: {}", spoken(params))),
        "Runtime.exceptionThrown" => {
            let thrown = &params["exceptionDetails"];
            Some(format!(
                "an exception: {} {}",
                text(&thrown["text"]),
                text(&thrown["exception"]["description"])
            ))
        }
        "Log.entryAdded" => {
            let entry = &params["entry"];
            let of_page = pages.iter().any(|id| entry["networkRequestId"] == **id);
            let [source, said, url] = ["source", "text", "url"].map(|name| text(&entry[name]));
            (!of_page).then(|| format!("in the log: {source} {said} {url}"))
        }
        "Audits.issueAdded" => {
            let issue = &params["issue"];
            let of_page = !NOT_OF_THE_PAGE.iter().any(|code| issue["code"] == *code);
            of_page.then(|| format!("an issue: {issue}"))
        }
        _ => None,
    }
}

/// The words of a call of `console`.
fn spoken(params: &Value) -> String {
    let words = params["args"].as_array().into_iter().flatten();
    let words = words.map(|word| match &word["value"] {
        Value::Null => text(&word["description"]).to_owned(),
        Value::String(word) => word.clone(),
        value => value.to_string(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The text that a value is; empty where it is none.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
