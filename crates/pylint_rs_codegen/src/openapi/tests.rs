//! What OpenAPI documents become.

use std::path::{Path, PathBuf};

use ruff_python_ast::PythonVersion;

use crate::document::Source;
use crate::json_schema::Shape;
use crate::{Request, generate_files};

/// What is generated of a document in YAML.
fn generated(text: &str) -> Result<String, String> {
    let request = Request {
        input: None,
        shape: Shape::TypedDict,
        root_name: None,
        target_version: PythonVersion { major: 3, minor: 11 },
        folder: PathBuf::from("."),
    };
    let source = Source::new(Some(Path::new("api.yaml")), text);
    match generate_files(source, &request) {
        Ok(generated) => Ok(generated.files[0].text.clone()),
        Err(errors) => Err(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}

/// What is generated of `components.schemas`.
fn of_components(schemas: &str) -> String {
    let schemas: String = schemas.lines().map(|line| format!("    {line}\n")).collect();
    generated(&format!("openapi: 3.0.3\ncomponents:\n  schemas:\n{schemas}")).unwrap()
}

fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
}

#[test]
fn components_are_called_by_their_keys() {
    let text = of_components(
        "order_line: {type: object, required: [state, line], properties: {\n\
         \x20 state: {$ref: '#/components/schemas/State'}, id: {$ref: '#/components/schemas/Id'},\n\
         \x20 line: {description: x, allOf: [{$ref: '#/components/schemas/order_line'}]},\n\
         \x20 next: {nullable: true, allOf: [{$ref: '#/components/schemas/Page'}]}}}\n\
         State: {type: string, enum: [open, closed]}\n\
         Id: {type: string}\n\
         Page: {type: object, nullable: true, properties: {n: {type: integer}}}\n\
         Same: {$ref: '#/components/schemas/Page'}\n\
         Any: {}\n",
    );
    assert_has(
        &text,
        &[
            "class OrderLine(TypedDict):",
            "    state: State\n",
            "    id: NotRequired[Id]\n",
            "    next: NotRequired[Page | None]\n",
            "State: TypeAlias = Literal[\"open\", \"closed\"]\n",
            "Id: TypeAlias = str\n",
            "class Page(TypedDict, total=False):\n    n: int\n",
            "Same: TypeAlias = Page | None\n",
            "AnyValue: TypeAlias = object\n",
        ],
    );
    assert_eq!(text.matches("State: TypeAlias").count(), 1, "{text}");
}

#[test]
fn alternatives_have_tags() {
    let text = of_components(
        "Pet:\n  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]\n  \
         discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', kitten: Cat}}\n\
         Base: {type: object, required: [kind], properties: {kind: {type: string}}}\n\
         Cat: {allOf: [{$ref: '#/components/schemas/Base'}]}\n\
         Dog: {type: object, required: [kind], properties: {kind: {type: string, enum: [Dog, Wolf]}}}\n",
    );
    assert_has(
        &text,
        &[
            "class Cat(TypedDict):\n    kind: Literal[\"cat\", \"kitten\"]\n",
            "class Dog(TypedDict):\n    kind: Literal[\"Dog\"]\n",
            "class Base(TypedDict):\n    kind: str\n",
            "Pet: TypeAlias = Cat | Dog\n",
        ],
    );
}

#[test]
fn bodies_are_called_by_their_operations() {
    let object = |key: &str| format!("{{type: object, properties: {{{key}: {{type: string}}}}}}");
    let content = |kind: &str, key: &str| format!("{kind}: {{schema: {}}}", object(key));
    let text = generated(&format!(
        "openapi: 3.1.0\npaths:\n  /a/{{id}}:\n    post:\n      operationId: add_it\n      \
         requestBody: {{content: {{{}, {}}}}}\n      responses:\n        \
         200: {{content: {{{}}}}}\n        404: {{content: {{{}}}}}\n        \
         default: {{$ref: '#/components/responses/Wrong'}}\n    \
         delete:\n      responses: {{204: {{content: {{{}, text/plain: {{schema: {{type: string}}}}}}}}}}\n\
         components:\n  responses:\n    Wrong: {{content: {{{}}}}}\n",
        content("application/json", "a"),
        content("multipart/form-data", "b"),
        content("application/json", "c"),
        content("application/json", "d"),
        content("application/json", "e"),
        content("application/json", "f"),
    ))
    .unwrap();
    for (class, key) in [
        ("AddItRequest", "a"),
        ("AddItRequestFormData", "b"),
        ("AddItResponse", "c"),
        ("AddItResponse404", "d"),
        ("AIdDeleteResponse", "e"),
        ("WrongResponse", "f"),
    ] {
        assert_has(&text, &[&format!("class {class}(TypedDict, total=False):\n    {key}: str\n")]);
    }
}

#[test]
fn swagger_2_has_definitions() {
    let text = generated(
        "swagger: 2.0\ndefinitions:\n  Pet: {type: object, properties: {n: {type: integer}}}\n\
         paths:\n  /pets:\n    post:\n      operationId: addPet\n      parameters:\n        - in: body\n          \
         name: body\n          schema: {type: object, properties: {pet: {$ref: '#/definitions/Pet'}}}\n      \
         responses: {200: {schema: {type: array, items: {$ref: '#/definitions/Pet'}}}, 201: {schema: {type: file}}}\n",
    )
    .unwrap();
    assert_has(
        &text,
        &[
            "class Pet(TypedDict, total=False):",
            "class AddPetRequest(TypedDict, total=False):\n    pet: Pet\n",
            "AddPetResponse: TypeAlias = list[Pet]\n",
        ],
    );
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let error = |text: &str| generated(text).unwrap_err();
    assert_eq!(
        error("openapi: 4.0.0\n"),
        "api.yaml:1:10: `openapi: 4.0.0`: OpenAPI 3 and Swagger 2 are understood"
    );
    assert_eq!(
        error("openapi: 3.0.0\npaths: {}\n"),
        "api.yaml:1:1: there is no schema in it, neither in `components.schemas` nor in a body"
    );
    assert_eq!(
        error("openapi: 3.0.0\ncomponents: {schemas: [1]}\n"),
        "api.yaml:2:23: this maps names to schemas, and is a list"
    );
    let text = "openapi: 3.0.0\ncomponents:\n  schemas:\n    A: {type: strng}\n    '!': {}\n";
    assert_eq!(error(text), "api.yaml:5:5: no class can be called after `!`");
    assert_eq!(
        error(&text.replace("    '!': {}\n", "")),
        "api.yaml:4:15: there is no type `strng`; did you mean `string`?"
    );
    let text = "openapi: 3.0.0\npaths: {/a: {get: {responses: {200: {$ref: '#/components/responses/X'}}}}}";
    assert_eq!(error(text), "api.yaml:2:44: `#/components/responses/X` leads nowhere");
}

#[test]
fn a_reference_to_a_body_in_another_place_names_it() {
    let text = generated(
        "openapi: 3.0.0\npaths:\n  /a:\n    get:\n      responses:\n        200: {content: {a/b: {schema: \
         {$ref: '#/x-shared/pet_list'}}}}\nx-shared: {pet_list: {type: array, items: {type: string}}}\n",
    );
    assert_has(&text.unwrap(), &["PetList: TypeAlias = list[str]\n"]);
}
