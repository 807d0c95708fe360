// SPDX-License-Identifier: GPL-3.0-or-later
// redis-cli, by its own help (Redis 7).
#include "toolflags.h"

#include <QJsonArray>
#include <QUrl>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using Kind = ToolFlag::Kind;

namespace {

const ToolFlags &options()
{
    static const ToolFlags flags = [] {
        ToolFlags made{{u"-h"_s, {u"host"_s, Kind::Text}}, {u"-p"_s, {u"port"_s, Kind::Number}},
            {u"-u"_s, {u"uri"_s, Kind::Text}}, {u"-n"_s, {u"database"_s, Kind::Number}},
            {u"-s"_s, {u"socket"_s, Kind::Text}}, {u"--user"_s, {u"user"_s, Kind::Text}},
            {u"-a"_s, {u"REDISCLI_AUTH"_s, Kind::Secret}}, {u"--pass"_s, {u"REDISCLI_AUTH"_s, Kind::Secret}},
            {u"--tls"_s, {u"tls"_s, Kind::Switch}}, {u"--insecure"_s, {u"insecure"_s, Kind::Switch}},
            {u"--cacert"_s, {u"authority"_s, Kind::Text}}, {u"--cert"_s, {u"certificate"_s, Kind::Text}},
            {u"--key"_s, {u"key"_s, Kind::Text}}, {u"--sni"_s, {u"serverName"_s, Kind::Text}},
            {u"--scan"_s, {u"scan"_s, Kind::Switch}}, {u"--pattern"_s, {u"pattern"_s, Kind::Text}},
            {u"--count"_s, {u"count"_s, Kind::Number}}, {u"-c"_s, {u"cluster"_s, Kind::Switch}},
            {u"-r"_s, {u"repeats"_s, Kind::Number}}, {u"-i"_s, {u"intervalSeconds"_s, Kind::Number}}};
        for (const QString &name : {u"--raw"_s, u"--no-raw"_s, u"--csv"_s, u"--json"_s, u"--no-auth-warning"_s,
                 u"--bigkeys"_s, u"--memkeys"_s, u"--latency"_s, u"--latency-history"_s, u"--stat"_s, u"-2"_s, u"-3"_s})
            made.insert(name, {name, Kind::Switch});
        return made;
    }();
    return flags;
}

const ToolFlags &environment()
{
    static const ToolFlags names{{u"REDISCLI_AUTH"_s, {u"REDISCLI_AUTH"_s, Kind::Secret}}};
    return names;
}

/// redis[s]://user:password@host:6379/0 as its parts; the password is a secret.
void splitUri(ToolReader &reader)
{
    QJsonObject &details = reader.command().details;
    const QUrl url(details.value(u"uri"_s).toString());
    if (url.scheme() != u"redis"_s && url.scheme() != u"rediss"_s)
        return;
    details.remove(u"uri"_s);
    details.insert(u"host"_s, url.host());
    if (url.scheme() == u"rediss"_s)
        details.insert(u"tls"_s, true);
    if (url.port() > 0)
        details.insert(u"port"_s, url.port());
    if (!url.userName().isEmpty())
        details.insert(u"user"_s, url.userName());
    if (url.path().size() > 1)
        details.insert(u"database"_s, url.path().mid(1).toInt());
    if (!url.password().isEmpty()) {
        Word password;
        password.parts << WordPart{WordPart::Kind::Literal, url.password(QUrl::FullyDecoded), true, {}, {}, {}};
        reader.command().secrets.insert(u"REDISCLI_AUTH"_s, password);
    }
}

} // namespace

void readRedis(ToolReader &reader)
{
    reader.command().kind = ToolCommand::Kind::RedisCli;
    reader.assignments(environment());
    if (!reader.options(options(), true))
        return;
    for (const Word &word : reader.words())
        reader.set(u"command"_s, word, Kind::List);
    splitUri(reader);
    reader.redirections();
}

} // namespace sm::commandline
