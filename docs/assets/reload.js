// Listens to `papershelf serve`: loads the page again when there is a new site, says what is wrong or still to come.

const STRIP = "serve-strip";

/**
 * @param {string} text
 * @param {string} role
 */
function say(text, role) {
  const strip = document.querySelector(`.${STRIP}`) ?? document.createElement("div");
  strip.className = role === "alert" ? STRIP : `${STRIP} ${STRIP}--quiet`;
  strip.setAttribute("role", role);
  document.body.prepend(strip);
  strip.textContent = text;
}

// The site may have changed between the page and this question: the version that the page is of goes with it.
const asked = new URLSearchParams({
  page: decodeURI(location.pathname),
  since: new URL(import.meta.url).searchParams.get("since") ?? "",
});
const events = new EventSource(`/_papershelf/events?${asked}`);
events.addEventListener("reload", () => location.reload());
events.addEventListener("problem", (event) => say(JSON.parse(event.data), "alert"));
events.addEventListener("settling", (event) => say(JSON.parse(event.data), "status"));
