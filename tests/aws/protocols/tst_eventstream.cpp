// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocolfixture.h"

#include <crypto/checksum.h>

#include <QJsonArray>
#include <QtEndian>

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray act = R"({"output": {"shape": "Out"}})";

const QByteArray shapes = R"({
    "Text": {"type": "string"}, "When": {"type": "timestamp"},
    "Line": {"type": "structure", "members": {"text": {"shape": "Text"}, "at": {"shape": "When"}}},
    "Stream": {"type": "structure", "eventstream": true, "members": {"line": {"shape": "Line"}}},
    "Out": {"type": "structure", "members": {"lines": {"shape": "Stream"}}}})";

QByteArray number(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray text(const QByteArray &name, const QByteArray &value)
{
    return char(name.size()) + name + '\x07' + '\0' + char(value.size()) + value;
}

QByteArray frame(const QByteArray &headers, const QByteArray &payload)
{
    QByteArray bytes = number(quint32(16 + headers.size() + payload.size())) + number(quint32(headers.size()));
    bytes += number(crypto::crc32(bytes)) + headers + payload;
    return bytes + number(crypto::crc32(bytes));
}

QByteArray eventFrame(const QByteArray &type, const QByteArray &payload)
{
    return frame(text(":message-type", "event") + text(":event-type", type), payload);
}

} // namespace

class TestEventStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parse_events_comeInOrderAndUnknownOnesAreSkipped()
    {
        const ProtocolFixture fixture("json", act, shapes);

        const auto output = fixture.parse(fixture.reply(200,
            eventFrame("initial-response", "{}") + eventFrame("line", R"({"text": "a", "at": 1})")
                + eventFrame("newer", "{}") + eventFrame("line", R"({"text": "b"})")));

        QVERIFY(output);
        QCOMPARE(*output, fixture.object(R"({"lines": [
            {"line": {"text": "a", "at": "1970-01-01T00:00:01Z"}}, {"line": {"text": "b"}}]})"));
    }

    void parse_exception_isAnErrorWithItsCode()
    {
        const ProtocolFixture fixture("json", act, shapes);
        const QByteArray headers
            = text(":message-type", "exception") + text(":exception-type", "SessionTimeoutException");

        const auto output = fixture.parse(fixture.reply(200, eventFrame("line", "{}") + frame(headers, "{}")));

        QVERIFY(!output);
        QCOMPARE(output.error().code(), u"SessionTimeoutException"_s);
    }

    void parse_damagedFrame_isBadReply()
    {
        const ProtocolFixture fixture("json", act, shapes);
        const QByteArray good = eventFrame("line", R"({"text": "a"})");

        for (qsizetype i = 0; i < good.size(); ++i) {
            QByteArray flipped = good;
            flipped[i] = char(flipped.at(i) ^ 0x10);
            QVERIFY2(!fixture.parse(fixture.reply(200, flipped)), qPrintable(u"byte %1"_s.arg(i)));
            QVERIFY2(
                i == 0 || !fixture.parse(fixture.reply(200, good.left(i))), qPrintable(u"first %1 bytes"_s.arg(i)));
        }
    }

    void parse_unknownHeaderType_isBadReply()
    {
        const ProtocolFixture fixture("json", act, shapes);

        const auto output = fixture.parse(fixture.reply(200, frame(QByteArray("\x01x\x0c", 3), {})));

        QVERIFY(!output);
        QCOMPARE(output.error().kind(), Error::Kind::BadReply);
    }
};

QTEST_GUILESS_MAIN(TestEventStream)
#include "tst_eventstream.moc"
