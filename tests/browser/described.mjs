// The API's description, and what the API answers, by the official schema of OpenAPI 3.1 and a validator that others made: the
// own one (tests/serve/schema.py) cannot tell what both of them understand wrongly.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// Addresses that say something: the rest is asked as it stands.
const asked = { '/api/v1/search': '?q=gempa', '/api/v1/search/facets': '?q=gempa' };

export async function described(plan, check) {
  const require = createRequire(plan.modules + '/');
  const { Validator } = await import(pathToFileURL(`${plan.modules}/@seriousme/openapi-schema-validator/index.js`));
  const Ajv = require('ajv/dist/2020').default;
  const formats = require('ajv-formats').default;
  const get = async (path) => (await fetch(plan.origin + path)).json();
  const doc = await get('/api/v1/openapi.json');
  const schemas = Object.keys(doc.components.schemas);
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
  formats(ajv);
  ajv.addVocabulary(['components']);
  ajv.addSchema({ $id: 'kabar:api', components: doc.components });
  const faults = (validate) => (validate.errors || []).slice(0, 6).map((e) => `${e.instancePath}: ${e.message} ${JSON.stringify(e.params)}`);

  await check('the description of the API is one by the official schema of OpenAPI 3.1', async () => {
    const said = await new Validator().validate(structuredClone(doc));
    const broken = structuredClone(doc);
    delete broken.info.version;
    broken.paths['/api/v1/stories'].get.parameters[0] = { name: 'x' };
    const refused = await new Validator().validate(broken);
    return [...(said.valid ? [] : [JSON.stringify(said.errors).slice(0, 1200)]), ...(refused.valid ? ['a broken one is taken'] : [])];
  });

  await check('each schema of the description is one of JSON Schema 2020-12, in its strictest reading', async () => {
    const out = schemas.length > 60 ? [] : [`only ${schemas.length}`];
    for (const name of schemas) {
      try { ajv.compile({ $ref: `kabar:api#/components/schemas/${name}` }); } catch (e) { out.push(`${name}: ${String(e).slice(0, 200)}`); }
    }
    return out;
  });

  await check('what the API answers is as its description says, to a validator that others made', async () => {
    const out = [];
    let count = 0;
    const numbers = { stories: plan.story.split('/').pop(), articles: '1', speakers: 'Lukas%20Djawakoli', outlets: 'Harian%20Sagara' };
    for (const [path, item] of Object.entries(doc.paths)) {
      const content = item.get?.responses?.['200']?.content?.['application/json'];
      const noun = path.split('/')[3];
      const where = path.replace(/\{\w+\}/, numbers[noun]) + (asked[path] || '');
      if (!content?.schema?.$ref || where.includes('undefined')) continue;
      const validate = ajv.compile({ $ref: `kabar:api${content.schema.$ref}` });
      const answer = await get(where);
      count++;
      if (!validate(answer)) out.push(`${where}: ${faults(validate).join('; ')}`);
      if (validate({ ...answer, v: 'one' })) out.push(`${where}: any version is taken`);
    }
    if (count < 15) out.push(`only ${count} were asked`);
    return out;
  });
}
