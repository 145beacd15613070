//! What goes on in a page: where it is, whether it loads, what came of it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::complaints::{self, text};

/// A page as its browser's events tell.
#[derive(Debug, Default)]
pub struct Progress {
    /// The main frame.
    frame: String,
    /// Nothing is loaded from anywhere else.
    origin: String,
    /// Whether a form or a link has asked for another page, which has not begun to load.
    asked_for_page: bool,
    /// Whether a page loads.
    loads_page: bool,
    /// The page that is there now, as its browser numbers them.
    loader: String,
    /// What is asked for and not there: the requests' ids, and their addresses.
    in_flight: BTreeMap<String, String>,
    /// The requests for whole pages. The browser complains of those that are refused, which may well be right.
    pages: Vec<String>,
    /// The status of the page that was loaded last.
    pub status: u16,
    /// How far things have moved in it by themselves: the sum of its layout shifts.
    pub shifted: f64,
    /// What moved.
    pub shifts: Vec<String>,
    /// What is downloaded: the names of the files by the downloads' ids, and whether they are whole.
    pub downloads: BTreeMap<String, (String, bool)>,
    /// What has been wrong so far.
    pub complaints: Vec<String>,
}

impl Progress {
    /// Nothing has happened yet.
    pub fn of(frame: String, origin: String) -> Self {
        Self { frame, origin, ..Self::default() }
    }

    /// Whether all that was asked for is there.
    pub fn is_settled(&self) -> bool {
        !self.asked_for_page && !self.loads_page && self.in_flight.is_empty()
    }

    /// What is still to come: for messages.
    pub fn awaited(&self) -> String {
        let Self { asked_for_page, loads_page, in_flight, .. } = self;
        let urls: Vec<_> = in_flight.values().collect();
        format!("asked for a page: {asked_for_page}; loads one: {loads_page}; in flight: {urls:?}")
    }

    /// Takes an event in.
    pub fn note(&mut self, event: &str, params: &Value) {
        match event {
            "Page.frameScheduledNavigation" | "Page.frameRequestedNavigation" if self.is_main(params) => {
                self.asked_for_page = true;
            }
            "Page.frameStartedNavigating" | "Page.frameStartedLoading" if self.is_main(params) => {
                self.loads_page = true;
            }
            "Page.frameStoppedLoading" if self.is_main(params) => {
                (self.asked_for_page, self.loads_page) = (false, false);
            }
            "Page.navigatedWithinDocument" if self.is_main(params) => self.asked_for_page = false,
            "Page.downloadWillBegin" => {
                (self.asked_for_page, self.loads_page) = (false, false);
                let name = text(&params["suggestedFilename"]).to_owned();
                self.downloads.insert(text(&params["guid"]).into(), (name, false));
            }
            "Page.downloadProgress" if params["state"] == "completed" => {
                if let Some((_, whole)) = self.downloads.get_mut(text(&params["guid"])) {
                    *whole = true;
                }
            }
            "Page.frameNavigated" if params["frame"]["parentId"].is_null() => {
                self.loader = text(&params["frame"]["loaderId"]).into();
                // What the page before still wanted is not told of any more. A page's request has the page's number.
                self.in_flight.retain(|id, _| *id == self.loader);
                (self.shifted, self.shifts) = (0.0, Vec::new());
            }
            "Page.javascriptDialogOpening" => {
                self.complaints.push(format!("a dialog of the browser: {}", params["message"]));
            }
            "Network.requestWillBeSent" => self.note_request(params),
            "Network.responseReceived" => self.note_response(params),
            "Network.loadingFinished" | "Network.loadingFailed" => {
                self.in_flight.remove(text(&params["requestId"]));
            }
            "PerformanceTimeline.timelineEventAdded" => self.note_shift(&params["event"]),
            _ => self.complaints.extend(complaints::of(event, params, &self.pages)),
        }
    }

    fn is_main(&self, params: &Value) -> bool {
        params["frameId"] == *self.frame
    }

    fn note_request(&mut self, params: &Value) {
        let (id, url) = (text(&params["requestId"]), text(&params["request"]["url"]));
        let is_page = params["type"] == "Document" && self.is_main(params);
        if is_page {
            self.pages.push(id.into());
        }
        let is_ours = url.strip_prefix(self.origin.as_str()).is_some_and(|rest| rest.starts_with('/'));
        if !is_ours && !["data:", "blob:", "about:", "file:"].iter().any(|scheme| url.starts_with(scheme)) {
            self.complaints.push(format!("a request elsewhere: {url}"));
        }
        // A stream of events stays open, and has arrived all the same.
        let is_awaited = is_page || params["loaderId"] == *self.loader && params["type"] != "EventSource";
        if is_awaited {
            self.in_flight.insert(id.into(), url.into());
        }
    }

    fn note_response(&mut self, params: &Value) {
        let status = params["response"]["status"].as_u64().and_then(|status| u16::try_from(status).ok());
        let status = status.unwrap_or_default();
        if status >= 500 {
            self.complaints.push(format!("{status} from {}", params["response"]["url"]));
        }
        if params["type"] == "Document" && self.is_main(params) {
            self.status = status;
        }
    }

    /// Only what nobody set off counts.
    fn note_shift(&mut self, event: &Value) {
        let shift = &event["layoutShiftDetails"];
        if shift["hadRecentInput"] == false {
            self.shifted += shift["value"].as_f64().unwrap_or_default();
            self.shifts.push(shift["sources"].to_string());
        }
    }
}
