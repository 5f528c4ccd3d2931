// Inside the frame of a company's website: Escape closes it. Only a site that the desk knows is listened and spoken to.
const sites = document.querySelector('meta[name="sites"]').content.split(" ");
let site;

addEventListener("message", (event) => {
    if (event.source === parent && parent !== window && sites.includes(event.origin) && event.data === "millrace:open") site = event.origin;
});
addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && site) parent.postMessage("millrace:close", site);
});
