// Listens to `papershelf serve`: loads the page again when there is a new site, says what is wrong when there is none.

const STRIP = "serve-strip";

/** @param {string} text */
function warn(text) {
  const strip = document.querySelector(`.${STRIP}`) ?? document.createElement("div");
  strip.className = STRIP;
  strip.setAttribute("role", "alert");
  strip.textContent = text;
  document.body.prepend(strip);
}

const events = new EventSource("/_papershelf/events");
events.addEventListener("reload", () => location.reload());
events.addEventListener("problem", (event) => warn(JSON.parse(event.data)));
