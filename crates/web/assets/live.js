// A region that goes on by itself: `<div id data-live data-said>` is fetched again every second until it is no longer live. Then the
// whole page is another, and takes the place of this one. What `data-said` says is told to those who do not see it.

const PAUSE = 1000;

export default function live(region) {
  const status = document.createElement("p");
  status.className = "hidden";
  status.setAttribute("role", "status");
  document.body.append(status);
  setTimeout(look, PAUSE);

  async function look() {
    let goesOn = true;
    try {
      if (!document.hidden) goesOn = await refresh();
    } catch {
      // The server is busy or away: a second later it may be there again.
    }
    if (goesOn) setTimeout(look, PAUSE);
  }

  async function refresh() {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (answer.status >= 500) return true;
    if (!answer.ok || answer.redirected) {
      location.reload();
      return false;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById(region.id);
    if (next?.hasAttribute("data-live")) {
      region.replaceChildren(...next.childNodes);
      say(next.dataset.said);
      return true;
    }
    document.title = page.title;
    document.querySelector("main").replaceChildren(...page.querySelector("main").childNodes);
    say((document.querySelector(`#${region.id} .tag`) ?? document.querySelector("h1")).textContent);
    return false;
  }

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }
}
