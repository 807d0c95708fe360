// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of curl as steps.
#include "draftcommand.h"

#include <lint/secretnames.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;
using commandline::ToolCommand;
using commandline::Word;
using commandline::WordPart;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::Draft", text); }

/// Where the path of an address starts in \p text: behind "https://host"; -1: not in it.
qsizetype pathStart(const QString &text)
{
    static const QRegularExpression origin(u"^(?:\\w+://|(?!\\w+:/))[^/?#]*(?=[/?#])"_s);
    const QRegularExpressionMatch match = origin.match(text);
    return match.hasMatch() ? match.capturedEnd() : -1;
}

/// The part of \p word in which the path starts; the number of its parts: none.
qsizetype firstOfPath(const Word &word)
{
    QString text;
    for (qsizetype i = 0; i < word.parts.size(); ++i) {
        text += Word{{word.parts.at(i)}, {}, {}}.text();
        if (word.parts.at(i).kind == WordPart::Kind::Literal && pathStart(text) >= 0)
            return i;
    }
    return word.parts.size();
}

} // namespace

QList<DraftAction> DraftCommand::request(const ToolCommand &command)
{
    for (const QString &member : {u"bodyFile"_s, u"insecure"_s, u"inputFile"_s, u"input"_s}) {
        if (command.details.contains(member))
            return refuse(tr("It sends a file, or trusts any certificate."));
    }
    const QString method = command.details.value(u"method"_s).toString(u"GET"_s);
    QJsonObject with{{u"method"_s, method}};
    if (!address(command.details, with) || !headers(command, with))
        return refuse(tr("Its address or a header of it is put together in a way that no step can."));
    const QStringList notes = command.details.contains(u"followRedirects"_s)
        ? QStringList{tr("The file follows redirects, and a step does not.")}
        : QStringList();
    m_open.removeIf([](const auto &it) {
        return it.key() != "/body"_L1 && it.key() != "/url"_L1 && !it.key().startsWith("/headers/"_L1)
            && !it.key().startsWith("/method"_L1);
    });
    if (method == "GET"_L1 || method == "HEAD"_L1)
        return made(u"http:probe"_s, with, nullptr, notes);
    if (!body(command.details, with))
        return refuse(tr("A password stands in what it sends."));
    return made(u"http:trigger"_s, with, nullptr, notes);
}

/// An expression can only begin an address: host and all before it are one parameter, what is open behind them a value.
bool DraftCommand::address(const QJsonObject &details, QJsonObject &with)
{
    const Word word = m_open.take(u"/url"_s);
    QString url = details.value(u"url"_s).toString();
    if (!word.parts.isEmpty()) {
        const qsizetype end = firstOfPath(word);
        Word origin{word.parts.first(end), {}, {}};
        Word rest{word.parts.mid(end), {}, {}};
        if (!rest.parts.isEmpty()) {
            const qsizetype at = pathStart(origin.text() + rest.parts.first().text) - origin.text().size();
            WordPart head = rest.parts.first();
            head.text = head.text.left(at);
            origin.parts << head;
            rest.parts.first().text.remove(0, at);
        }
        QJsonObject values;
        const std::optional<QString> path = pathOf(rest, values);
        if (!path)
            return false;
        url = origin.literal().value_or(QString()) + *path;
        if (!origin.literal())
            m_ready.insert(u"/url"_s,
                m_state.parameters.named(u"address"_s,
                    tr("With https:// in front. The file says %1.").arg(m_source.redaction.shown(origin.text())))
                    + *path);
        if (!values.isEmpty())
            with.insert(u"values"_s, values);
    }
    if (!url.contains("://"_L1))
        url.prepend("http://"_L1);
    with.insert(u"url"_s, url);
    return true;
}

/// The path of an address, with "{value1}" for what is open in it.
std::optional<QString> DraftCommand::pathOf(const Word &path, QJsonObject &values)
{
    QString made;
    for (const WordPart &part : path.parts) {
        if (part.kind == WordPart::Kind::Literal) {
            made += part.text;
            continue;
        }
        const QString name = u"value%1"_s.arg(values.size() + 1);
        const std::optional<QString> value = m_words.of(Word{{part}, {}, {}}, name);
        if (!value)
            return {};
        made += u'{' + name + u'}';
        values.insert(name, QJsonValue::Null);
        m_ready.insert(u"/values/"_s + name, *value);
    }
    return made.count(u'{') == values.size() ? std::optional(made) : std::nullopt;
}

bool DraftCommand::headers(const ToolCommand &command, QJsonObject &with)
{
    QJsonObject plain;
    QJsonObject secret;
    const QJsonArray written = command.details.value(u"headers"_s).toArray();
    for (qsizetype i = 0; i < written.size(); ++i) {
        const QString name = written.at(i)[u"name"_s].toString();
        const Word open = m_open.take(u"/headers/%1/value"_s.arg(i));
        if (command.secrets.contains(name) || lint::isSecretHeader(name)) {
            m_ready.insert(u"/secretHeaders/"_s + name, m_words.secret(command.secrets.value(name, open), name));
            secret.insert(name, QJsonValue::Null);
        } else if (!open.parts.isEmpty()) {
            const std::optional<QString> value = m_words.of(open, name);
            if (!value)
                return false;
            m_ready.insert(u"/headers/"_s + name, *value);
            plain.insert(name, QJsonValue::Null);
        } else {
            plain.insert(name, written.at(i)[u"value"_s]);
        }
    }
    if (command.secrets.contains(u"user"_s)) {
        const QString description
            = tr("“Basic ” and the Base64 of user and password with a colon between them: what -u sends.");
        m_ready.insert(u"/secretHeaders/Authorization"_s,
            m_state.parameters.secret(u"authorization"_s, command.secrets.value(u"user"_s).text(), description));
        secret.insert(u"Authorization"_s, QJsonValue::Null);
    }
    if (!plain.isEmpty())
        with.insert(u"headers"_s, plain);
    if (!secret.isEmpty())
        with.insert(u"secretHeaders"_s, secret);
    return true;
}

/// JSON with a password in it is sent as JSON, where a secret can be a value.
bool DraftCommand::body(const QJsonObject &details, QJsonObject &with)
{
    const QString text = details.value(u"body"_s).toString();
    const QJsonDocument json = QJsonDocument::fromJson(text.toUtf8());
    if (m_open.contains(u"/body"_s))
        with.insert(u"body"_s, QJsonValue::Null);
    else if (!m_source.redaction.isIn(text) && details.contains(u"body"_s))
        with.insert(u"body"_s, text);
    else if (details.contains(u"body"_s))
        with.insert(u"body"_s, json.object());
    return !m_source.redaction.isIn(text) || json.isObject();
}

} // namespace sm::runbooks
