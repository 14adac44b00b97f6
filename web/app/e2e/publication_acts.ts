// A school whose first edition is filed and published, by the API: so that tests of what comes after
// need not click through what comes before.
import { ask, done, pathOf, schoolDay, show, sign } from "./edition_acts";
import { as, makeAndSubmit } from "./review_school";
import { bench } from "./workbench";

const kCodeAgainMs = 5_000;

export async function fileEdition(): Promise<void> {
  await makeAndSubmit();
  for (const login of ["secretary", "secretary2"]) await sign(login, 1, "endorse");
  await sign("registry2", 1, "recheck");
  await sign("president", 1, "approve");
  await as("registry2", async (page) => {
    const { revision } = await show(page, 1);
    const body = { revision: revision?.number ?? 0, filing_no: "学籍备〔2026〕1号" };
    const filed_on = schoolDay();
    for (;;) {
      const code = bench.server.codeOf("registry2");
      const told = await ask(page, "POST", `${pathOf(1)}/filing`, { ...body, filed_on, code });
      if (told.status < 300) return;
      if ((told.body as { code: string }).code !== "session.confirm") throw new Error(JSON.stringify(told));
      await page.waitForTimeout(kCodeAgainMs); // each code opens once
    }
  });
}
export async function publishEdition(): Promise<void> {
  await fileEdition();
  await as("registry", (page) => done(page, "POST", `${pathOf(1)}/publication`, {}));
}
