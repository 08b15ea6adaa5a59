"""A client in another language, written from reflection alone: it knows no .proto file.

It adopts a framework, opens a dossier, brings it through every round until it is adopted, and after each
command asks the agenda of the body that is next, at the position of the receipt, whether the dossier is there.

Usage: client.py HOST:PORT FRAMEWORK_FILE TOKENS
TOKENS is a JSON object: {"administrator": …, "coordinator": …, "reader": …, "secretary": {BODY: …}}
"""

import json
import sys
import tomllib
import uuid

import grpc
from google.protobuf import descriptor_pool, message_factory
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

PACKAGE = "besluitspoor.v1"
OUTCOMES = {
    "ROLE_INFORMED": "OUTCOME_NOTED",
    "ROLE_ADVISES": "OUTCOME_POSITIVE",
    "ROLE_DECIDES": "OUTCOME_ADOPTED",
}


class Bearer(grpc.UnaryUnaryClientInterceptor, grpc.StreamStreamClientInterceptor):
    """Shows a token with every call."""

    def __init__(self, token):
        self.metadata = (("authorization", f"Bearer {token}"),)

    def intercept_unary_unary(self, continuation, details, request):
        return continuation(details._replace(metadata=self.metadata), request)

    def intercept_stream_stream(self, continuation, details, requests):
        return continuation(details._replace(metadata=self.metadata), requests)


class Server:
    """Every service of the server, as its reflection describes it."""

    def __init__(self, address, token):
        self.channel = grpc.insecure_channel(address)
        reflected = grpc.intercept_channel(self.channel, Bearer(token))
        self.pool = descriptor_pool.DescriptorPool(ProtoReflectionDescriptorDatabase(reflected))

    def call(self, token, service, method, request):
        described = self.pool.FindServiceByName(f"{PACKAGE}.{service}").FindMethodByName(method)
        message = message_factory.GetMessageClass(described.input_type)(**request)
        answer = message_factory.GetMessageClass(described.output_type)
        stub = grpc.intercept_channel(self.channel, Bearer(token)).unary_unary(
            f"/{PACKAGE}.{service}/{method}",
            request_serializer=lambda sent: sent.SerializeToString(),
            response_deserializer=answer.FromString,
        )
        return stub(message, timeout=30)

    def enum(self, name, value):
        return self.pool.FindEnumTypeByName(f"{PACKAGE}.{name}").values_by_number[value].name

    def number(self, name, value):
        return self.pool.FindEnumTypeByName(f"{PACKAGE}.{name}").values_by_name[value].number


def command_id():
    return str(uuid.uuid4())


def sections(framework, format_id):
    """Every section of a format with a few words in it."""
    formats = {each["id"]: each for each in framework["format"]}
    chapters = formats[format_id]
    while "chapter" not in chapters:
        chapters = formats[chapters["sections_of"]]
    for chapter in chapters["chapter"]:
        for field in chapter.get("fields", []):
            yield {"section_id": f"{chapter['id']}.{field['id']}", "text": f"Over {field['heading']}."}
        if not chapter.get("fields"):
            yield {"section_id": chapter["id"], "text": f"Over {chapter['heading']}."}


class Journey:
    """One dossier on its way."""

    def __init__(self, server, framework, tokens):
        self.server, self.framework, self.tokens = server, framework, tokens
        self.dossier_id = None
        self.checked = 0

    def coordinate(self, method, **request):
        return self.server.call(
            self.tokens["coordinator"], "ProposalService", method, {"command_id": command_id(), **request}
        )

    def open(self):
        answer = self.coordinate(
            "OpenDossier",
            framework_id=self.framework["id"],
            title="Voorbeeld: een groep voor jonge risicoleerlingen",
            function_ids=[self.framework["lists"]["functions"][0]["id"]],
            target_group="kleuters met een onderzoeksvraag",
        )
        self.dossier_id = answer.dossier_id

    def submit(self, round_id):
        rounds = {each["id"]: each for each in self.framework["round"]}
        format_id = rounds[round_id]["opens_with"][0]
        filed = self.coordinate(
            "FileDocument",
            dossier_id=self.dossier_id,
            format_id=format_id,
            sections=list(sections(self.framework, format_id)),
        )
        document = {"format_id": format_id, "version": filed.document.document.version}
        answer = self.coordinate(
            "SubmitRound", dossier_id=self.dossier_id, round_id=round_id, document=document
        )
        self.on_agenda(answer.opening, answer.receipt.position)
        return answer.opening

    def on_agenda(self, opening, position):
        """The body that is next sees the dossier, at the position of the receipt."""
        answer = self.server.call(
            self.tokens["reader"],
            "AgendaService",
            "GetAgenda",
            {
                "body_id": opening.body.id,
                "at": {"as_of_position": {"log_id": position.log_id, "position": position.position}},
                "page_size": 200,
            },
        )
        there = [item for item in answer.items if item.dossier_id == self.dossier_id]
        assert len(there) == 1, f"not on the agenda of {opening.body.id} at {position.position}"
        assert there[0].visit == opening.visit, (there[0].visit, opening.visit)
        assert answer.reflects.position == position.position, answer.reflects
        self.checked += 1

    def treat(self, opening):
        role = self.server.enum("Role", opening.role)
        outcome = self.server.number("Outcome", OUTCOMES[role])
        answer = self.server.call(
            self.tokens["secretary"][opening.body.id],
            "DecisionService",
            "RecordOutcome",
            {
                "command_id": command_id(),
                "dossier_id": self.dossier_id,
                "visit": {"step_id": opening.visit.step_id, "number": opening.visit.number},
                "treatment": {"outcome": outcome, "treated_on": opening.arrived_on},
            },
        )
        print(f"  {opening.body.name}: {OUTCOMES[role]}")
        if answer.next.WhichOneof("next") == "visit":
            self.on_agenda(answer.next.visit, answer.receipt.position)
        return answer.next

    def travel(self):
        """Submits each round and lets each body treat it, until the dossier has ended; gives the end."""
        round_id = self.framework["round"][0]["id"]
        while True:
            print(f"round {round_id}")
            opening = self.submit(round_id)
            after = self.treat(opening)
            while after.WhichOneof("next") == "visit":
                after = self.treat(after.visit)
            if after.WhichOneof("next") == "ended":
                return self.server.enum("EndKind", after.ended.kind)
            round_id = after.round.id


def main():
    address, framework_file, tokens = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
    with open(framework_file, encoding="utf-8") as file:
        text = file.read()
    server = Server(address, tokens["reader"])
    server.call(
        tokens["administrator"],
        "FrameworkService",
        "AdoptFramework",
        {"command_id": command_id(), "file": text},
    )
    journey = Journey(server, tomllib.loads(text), tokens)
    journey.open()
    end = journey.travel()
    assert end == "END_KIND_ADOPTED", end
    print(f"adopted: {journey.checked} agendas checked")


if __name__ == "__main__":
    main()
