// SPDX-License-Identifier: GPL-3.0-or-later
// curl, by its manual page (7.88).
#include "toolflags.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using Kind = ToolFlag::Kind;

namespace {

const ToolFlags &options()
{
    static const ToolFlags flags{{u"-X"_s, {u"method"_s, Kind::Text}}, {u"--request"_s, {u"method"_s, Kind::Text}},
        {u"-H"_s, {u"headers"_s, Kind::List}}, {u"--header"_s, {u"headers"_s, Kind::List}},
        {u"-d"_s, {u"data"_s, Kind::List}}, {u"--data"_s, {u"data"_s, Kind::List}},
        {u"--data-ascii"_s, {u"data"_s, Kind::List}}, {u"--data-binary"_s, {u"data"_s, Kind::List}},
        {u"--data-raw"_s, {u"data"_s, Kind::List}}, {u"--json"_s, {u"json"_s, Kind::List}},
        {u"--url"_s, {u"url"_s, Kind::Text}}, {u"-o"_s, {u"outputFile"_s, Kind::Text}},
        {u"--output"_s, {u"outputFile"_s, Kind::Text}}, {u"-u"_s, {u"user"_s, Kind::Secret}},
        {u"--user"_s, {u"user"_s, Kind::Secret}}, {u"-m"_s, {u"timeoutSeconds"_s, Kind::Number}},
        {u"--max-time"_s, {u"timeoutSeconds"_s, Kind::Number}},
        {u"--connect-timeout"_s, {u"connectSeconds"_s, Kind::Number}}, {u"--retry"_s, {u"retries"_s, Kind::Number}},
        {u"--retry-delay"_s, {u"retryDelaySeconds"_s, Kind::Number}}, {u"-f"_s, {u"fail"_s, Kind::Switch}},
        {u"--fail"_s, {u"fail"_s, Kind::Switch}}, {u"--fail-with-body"_s, {u"fail"_s, Kind::Switch}},
        {u"-s"_s, {u"silent"_s, Kind::Switch}}, {u"--silent"_s, {u"silent"_s, Kind::Switch}},
        {u"-S"_s, {u"showError"_s, Kind::Switch}}, {u"--show-error"_s, {u"showError"_s, Kind::Switch}},
        {u"-L"_s, {u"followRedirects"_s, Kind::Switch}}, {u"--location"_s, {u"followRedirects"_s, Kind::Switch}},
        {u"-k"_s, {u"insecure"_s, Kind::Switch}}, {u"--insecure"_s, {u"insecure"_s, Kind::Switch}},
        {u"-I"_s, {u"headOnly"_s, Kind::Switch}}, {u"--head"_s, {u"headOnly"_s, Kind::Switch}},
        {u"-i"_s, {u"includeHeaders"_s, Kind::Switch}}, {u"--include"_s, {u"includeHeaders"_s, Kind::Switch}},
        {u"-w"_s, {u"format"_s, Kind::Text}}, {u"--write-out"_s, {u"format"_s, Kind::Text}},
        {u"-v"_s, {u"verbose"_s, Kind::Switch}}, {u"--verbose"_s, {u"verbose"_s, Kind::Switch}},
        {u"--compressed"_s, {u"compressed"_s, Kind::Switch}}, {u"-A"_s, {u"userAgent"_s, Kind::Text}},
        {u"-4"_s, {u"onlyIpv4"_s, Kind::Switch}}, {u"-6"_s, {u"onlyIpv6"_s, Kind::Switch}}};
    return flags;
}

bool isSecretHeader(const QString &name)
{
    static const QSet<QString> names{
        u"authorization"_s, u"proxy-authorization"_s, u"cookie"_s, u"x-api-key"_s, u"x-auth-token"_s};
    return names.contains(name.toLower());
}

/// "Name: value"; what is a credential becomes a secret of the header's name.
bool header(ToolReader &reader, const Word &word, QJsonArray &into)
{
    const QString text = reader.mask().text(word);
    const qsizetype colon = text.indexOf(u':');
    const QString name = text.left(colon).trimmed();
    if (colon < 1 || Mask::isMasked(name))
        return false;
    const QString value = text.mid(colon + 1).trimmed();
    const std::optional<Word> uncertain = reader.mask().uncertain(value, word.place);
    QJsonObject made{{u"name"_s, name}};
    if (isSecretHeader(name)) {
        Word secret;
        secret.parts << WordPart{WordPart::Kind::Literal, value, true, {}, {}, word.place};
        reader.command().secrets.insert(name, uncertain.value_or(secret));
    } else if (uncertain) {
        reader.command().deferred.insert(u"/headers/%1/value"_s.arg(into.size()), *uncertain);
    } else {
        made.insert(u"value"_s, value);
    }
    into << made;
    return true;
}

/// The words behind -H, as they stand on the line.
QList<Word> headerWords(const CommandUse &use)
{
    QList<Word> found;
    for (qsizetype at = 1; at + 1 < use.words.size(); ++at) {
        const QString text = use.words[at].text();
        if (text == u"-H"_s || text == u"--header"_s)
            found << use.words[at + 1];
    }
    return found;
}

bool headers(ToolReader &reader)
{
    QJsonObject &details = reader.command().details;
    const qsizetype count = details.take(u"headers"_s).toArray().size();
    reader.command().deferred.removeIf([](const auto &each) { return each.key().startsWith("/headers/"_L1); });
    const QList<Word> words = headerWords(reader.use());
    QJsonArray made;
    const bool read = words.size() == count
        && std::all_of(words.begin(), words.end(), [&](const Word &word) { return header(reader, word, made); });
    if (!made.isEmpty())
        details.insert(u"headers"_s, made);
    return read || reader.refuse(QCoreApplication::translate("sm::commandline::Tool", "A header could not be read."));
}

/// -d a -d b is a&b; -d @file is the file's content.
bool body(ToolReader &reader)
{
    QJsonObject &details = reader.command().details;
    const bool isJson = details.contains(u"json"_s);
    const QString key = isJson ? u"json"_s : u"data"_s;
    const QJsonArray parts = details.take(key).toArray();
    if (parts.isEmpty())
        return true;
    if (parts.size() > 1)
        return reader.refuse(
            QCoreApplication::translate("sm::commandline::Tool", "More than one -d is not understood."));
    const std::optional<Word> open = reader.command().deferred.contains(u"/%1/0"_s.arg(key))
        ? std::optional(reader.command().deferred.take(u"/%1/0"_s.arg(key)))
        : std::nullopt;
    const QString text = parts.first().toString();
    if (open)
        reader.command().deferred.insert(u"/body"_s, *open);
    else if (text.startsWith(u'@'))
        details.insert(u"bodyFile"_s, text.mid(1));
    else
        details.insert(u"body"_s, text);
    if (!details.contains(u"method"_s))
        details.insert(u"method"_s, u"POST"_s);
    if (isJson) {
        QJsonArray list = details.value(u"headers"_s).toArray();
        list << QJsonObject{{u"name"_s, u"Content-Type"_s}, {u"value"_s, u"application/json"_s}};
        details.insert(u"headers"_s, list);
    }
    return true;
}

} // namespace

void readCurl(ToolReader &reader)
{
    ToolCommand &command = reader.command();
    command.kind = ToolCommand::Kind::Curl;
    if (!reader.options(options(), false) || !headers(reader) || !body(reader))
        return;
    const QList<Word> words = reader.words();
    const bool hasUrl = command.details.contains(u"url"_s) || command.deferred.contains(u"/url"_s);
    if (words.size() + (hasUrl ? 1 : 0) != 1) {
        reader.refuse(QCoreApplication::translate("sm::commandline::Tool", "One address belongs here."));
        return;
    }
    if (!words.isEmpty())
        reader.set(u"url"_s, words.first(), Kind::Text);
    if (!command.details.contains(u"method"_s) && !command.deferred.contains(u"/method"_s))
        command.details.insert(u"method"_s, command.details.contains(u"headOnly"_s) ? u"HEAD"_s : u"GET"_s);
    reader.redirections();
}

} // namespace sm::commandline
