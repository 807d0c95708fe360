// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/servicemodel.h>
#include <core/json.h>

#include <QTest>

using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject object(const char *text) { return sm::parseJson(text)->toObject(); }

/// A little service that uses every trait the wire knows.
QJsonObject library()
{
    return object(R"({
        "metadata": {"protocol": "smithy-rpc-v2-cbor", "protocols": ["smithy-rpc-v2-cbor", "rest-xml", "query"],
            "endpointPrefix": "shelf", "serviceId": "Library", "apiVersion": "2020-01-01", "jsonVersion": "1.1",
            "targetPrefix": "Library_2020", "awsQueryCompatible": {}, "xmlNamespace": "urn:library"},
        "operations": {
            "LendBook": {
                "name": "LendBook", "http": {"method": "PUT", "requestUri": "/books/{Isbn}", "responseCode": 204},
                "input": {"shape": "LendBookInput", "locationName": "Loan", "xmlNamespace": {"uri": "urn:loan"}},
                "output": {"shape": "LendBookOutput", "resultWrapper": "LendBookResult"},
                "errors": [{"shape": "BookGone"}], "auth": ["smithy.api#noAuth"],
                "endpoint": {"hostPrefix": "{Branch}."}, "unsignedPayload": true,
                "httpChecksum": {"requestAlgorithmMember": "Algorithm", "requestChecksumRequired": true},
                "endpointdiscovery": {"required": true}, "requestcompression": {"encodings": ["gzip"]},
                "staticContextParams": {"Quiet": {"value": true}},
                "operationContextParams": {"Names": {"path": "Readers[].Name"}}},
            "Ping": {}},
        "shapes": {
            "LendBookInput": {"type": "structure", "required": ["Isbn"], "payload": "Readers", "members": {
                "Isbn": {"shape": "Text", "location": "uri", "locationName": "Isbn", "contextParam": {"name": "Bucket"}},
                "Branch": {"shape": "Text", "hostLabel": true},
                "Token": {"shape": "Text", "idempotencyToken": true, "location": "header", "locationName": "x-token"},
                "Due": {"shape": "Day"}, "Returned": {"shape": "Day", "timestampFormat": "rfc822"},
                "Readers": {"shape": "Readers"}}},
            "LendBookOutput": {"type": "structure", "payload": "Text", "members": {
                "Text": {"shape": "Body", "streaming": true}}},
            "Readers": {"type": "list", "flattened": true, "min": 1, "max": 3, "member": {"shape": "Text", "locationName": "item"}},
            "Tags": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Tags"}},
            "Text": {"type": "string", "min": 2, "max": 9, "enum": ["aa", "bb"], "pattern": "[a-z]+", "sensitive": true},
            "Body": {"type": "blob"}, "Day": {"type": "timestamp", "timestampFormat": "iso8601"},
            "BookGone": {"type": "structure", "members": {"message": {"shape": "Text"}}, "exception": true,
                "error": {"code": "Gone", "httpStatusCode": 410, "senderFault": true},
                "retryable": {"throttling": true}}}})");
}

sm::Result<std::shared_ptr<const ServiceModel>> parsed(
    const QJsonObject &service, const QJsonObject &paginators = {}, const QJsonObject &waiters = {})
{
    return ServiceModel::parse(u"library"_s, service, paginators, waiters);
}

QJsonObject libraryWithShape(const QString &name, const char *definition)
{
    QJsonObject service = library();
    QJsonObject shapes = service[u"shapes"].toObject();
    shapes[name] = object(definition);
    service[u"shapes"] = shapes;
    return service;
}

} // namespace

class TestServiceModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void metadata_isRead()
    {
        const auto model = *parsed(library());

        QCOMPARE(model->name(), u"library"_s);
        QCOMPARE(model->serviceId(), u"Library"_s);
        QCOMPARE(model->protocol(), Protocol::RestXml);
        QCOMPARE(model->signingName(), u"shelf"_s);
        QCOMPARE(model->jsonVersion(), u"1.1"_s);
        QCOMPARE(model->targetPrefix(), u"Library_2020"_s);
        QCOMPARE(model->xmlNamespace()->uri, u"urn:library"_s);
        QVERIFY(model->queryCompatible());
        QVERIFY(!model->isGlobal());
        QCOMPARE(model->operationNames(), QStringList({u"LendBook"_s, u"Ping"_s}));
        QVERIFY(!model->operation(u"lendBook"_s));
    }

    void operation_hasEveryTrait()
    {
        const auto model = *parsed(library());
        const Operation &lend = *model->operation(u"LendBook"_s);

        QCOMPARE(lend.httpVerb, QByteArray("PUT"));
        QCOMPARE(lend.successStatus, 204);
        QCOMPARE(lend.inputRoot.locationName, u"Loan"_s);
        QCOMPARE(lend.inputRoot.xmlNamespace->uri, u"urn:loan"_s);
        QCOMPARE(lend.resultWrapper, u"LendBookResult"_s);
        QCOMPARE(lend.errors, QList{model->shape(u"BookGone"_s)});
        QCOMPARE(lend.authType, u"none"_s);
        QCOMPARE(lend.endpointHostPrefix, u"{Branch}."_s);
        QVERIFY(lend.unsignedPayload && lend.httpChecksumRequired && lend.endpointDiscovery);
        QCOMPARE(lend.requestAlgorithmMember, u"Algorithm"_s);
        QCOMPARE(lend.idempotencyTokenMember, u"Token"_s);
        QCOMPARE(lend.requestCompression, QStringList{u"gzip"_s});
        QCOMPARE(lend.staticContextParams[u"Quiet"], QJsonValue(true));
        QCOMPARE(lend.operationContextParams[u"Names"_s], u"Readers[].Name"_s);
        QVERIFY(lend.hasStreamingOutput);
    }

    void operation_withoutTraits_isAPostToTheRoot()
    {
        const auto model = *parsed(library());
        const Operation &ping = *model->operation(u"Ping"_s);

        QCOMPARE(ping.httpVerb, QByteArray("POST"));
        QCOMPARE(ping.requestUri, u"/"_s);
        QCOMPARE(ping.successStatus, 200);
        QVERIFY(!ping.input && !ping.output);
    }

    void member_takesWhatTheReferenceLeavesOutFromItsShape()
    {
        const auto model = *parsed(library());
        const Shape &input = *model->shape(u"LendBookInput"_s);

        QCOMPARE(input.member(u"Due"_s)->timestampFormat, TimestampFormat::Iso8601);
        QCOMPARE(input.member(u"Returned"_s)->timestampFormat, TimestampFormat::Rfc822);
        QVERIFY(input.member(u"Readers"_s)->flattened);
        QCOMPARE(input.member(u"Isbn"_s)->location, Member::Location::Uri);
        QCOMPARE(input.member(u"Isbn"_s)->contextParam, u"Bucket"_s);
        QVERIFY(input.member(u"Branch"_s)->hostLabel);
        QCOMPARE(input.member(u"Token"_s)->wireName(), u"x-token"_s);
        QVERIFY(!input.member(u"Nobody"_s));
    }

    void shape_hasEveryTrait()
    {
        const auto model = *parsed(library());
        const Shape &text = *model->shape(u"Text"_s);
        const Shape &gone = *model->shape(u"BookGone"_s);
        const Shape &tags = *model->shape(u"Tags"_s);

        QCOMPARE(text.minimum, std::optional(2.0));
        QCOMPARE(text.maximum, std::optional(9.0));
        QCOMPARE(text.enumeration, QStringList({u"aa"_s, u"bb"_s}));
        QVERIFY(text.sensitive);
        QVERIFY(gone.isException && gone.isSenderFault && gone.isRetryable && gone.isThrottling);
        QCOMPARE(gone.errorCode, u"Gone"_s);
        QCOMPARE(gone.httpStatus, 410);
        QCOMPARE(tags.value.shape, &tags);
        QCOMPARE(tags.key.wireName(), u"key"_s);
        QCOMPARE(model->shape(u"Readers"_s)->element.wireName(), u"item"_s);
    }

    void parse_wrongModel_namesWhatIsWrong_data()
    {
        QTest::addColumn<QJsonObject>("service");
        QTest::addColumn<QString>("named");

        QTest::newRow("member") << libraryWithShape(
            u"Text"_s, R"({"type": "structure", "members": {"Cover": {"shape": "Picture"}}})")
                                << u"Text.Cover refers to the shape \"Picture\""_s;
        QTest::newRow("type") << libraryWithShape(u"Text"_s, R"({"type": "novel"})") << u"unknown type \"novel\""_s;
        QTest::newRow("time") << libraryWithShape(u"Day"_s, R"({"type": "timestamp", "timestampFormat": "moon"})")
                              << u"unknown timestamp format \"moon\""_s;
        QTest::newRow("list") << libraryWithShape(u"Readers"_s, R"({"type": "list"})") << u"Readers.member"_s;
        QTest::newRow("protocol") << object(R"({"metadata": {"protocol": "carrier-pigeon"}})") << u"carrier-pigeon"_s;
        QTest::newRow("empty") << QJsonObject() << u"library"_s;
    }

    void parse_wrongModel_namesWhatIsWrong()
    {
        QFETCH(QJsonObject, service);
        QFETCH(QString, named);

        const auto model = parsed(service);

        QVERIFY(!model);
        QCOMPARE(model.error().kind(), sm::Error::Kind::Invalid);
        QVERIFY2(model.error().message().contains(named), qPrintable(model.error().message()));
        QVERIFY(model.error().message().contains(u"library"_s));
    }

    void pagination_takesOneTokenOrMany()
    {
        const auto model = *parsed(library(), object(R"({"pagination": {
            "LendBook": {"input_token": "Marker", "output_token": ["NextMarker", "Key"], "result_key": "Books",
                "more_results": "IsTruncated", "limit_key": "Max", "non_aggregate_keys": ["Owner"]}}})"));
        const Pagination &pages = *model->pagination(u"LendBook"_s);

        QCOMPARE(pages.inputTokens, QStringList{u"Marker"_s});
        QCOMPARE(pages.outputTokens, QStringList({u"NextMarker"_s, u"Key"_s}));
        QCOMPARE(pages.resultKeys, QStringList{u"Books"_s});
        QCOMPARE(pages.nonAggregateKeys, QStringList{u"Owner"_s});
        QCOMPARE(pages.moreResults, u"IsTruncated"_s);
        QCOMPARE(pages.limitKey, u"Max"_s);
        QVERIFY(!model->pagination(u"Ping"_s));
    }

    void waiter_bound_writesValuesAsLiterals()
    {
        const auto model = *parsed(library(), {}, object(R"({"waiters": {"BookBack": {
            "operation": "Ping", "delay": 5, "maxAttempts": 0, "acceptors": [
                {"matcher": "pathAny", "argument": "Books[?Isbn == $isbn && Copies > $copies].State",
                 "expected": "In", "state": "success"},
                {"matcher": "error", "expected": "Gone", "state": "failure"}]}}})"));
        const WaiterModel &waiter = *model->waiter(u"BookBack"_s);

        const QString filled = u"Books[?Isbn == `\"a\\u0060b\\\"$copies\"` && Copies > `2`].State"_s;
        const auto unbound = waiter.bound({{u"isbn"_s, u"1"_s}});
        const auto bound = waiter.bound({{u"isbn"_s, u"a`b\"$copies"_s}, {u"copies"_s, 2}});

        QCOMPARE(waiter.parameters(), QStringList({u"isbn"_s, u"copies"_s}));
        QCOMPARE(waiter.acceptors[1].matcher, Acceptor::Matcher::Error);
        QCOMPARE(waiter.acceptors[1].state, Acceptor::State::Failure);
        QVERIFY(!unbound && unbound.error().message().contains(u"copies"_s));
        QVERIFY(bound.has_value());
        QCOMPARE(bound->acceptors[0].argument, filled);
    }

    void waiter_unknownMatcher_isNamed()
    {
        const auto model = parsed(library(), {}, object(R"({"waiters": {"BookBack": {
            "operation": "Ping", "acceptors": [{"matcher": "smell", "state": "success"}]}}})"));

        QVERIFY(!model);
        QVERIFY(model.error().message().contains(u"smell"_s));
    }
};

QTEST_GUILESS_MAIN(TestServiceModel)
#include "tst_servicemodel.moc"
