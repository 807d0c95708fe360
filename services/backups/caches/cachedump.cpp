// SPDX-License-Identifier: GPL-3.0-or-later
#include "cachedump.h"

#include "dumpfile.h"

#include <keeping/draftfile.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Caches", text); }

Error tooMany(const CacheInput &input)
{
    return Error(Error::Kind::Conflict,
        tr("More than %1 keys match “%2”, so nothing was kept. Narrow the pattern, or raise atMost.")
            .arg(input.atMost)
            .arg(QString::fromUtf8(input.pattern)))
        .withCode(u"TooMany"_s);
}

} // namespace

QCoro::Task<Result<QString>> redisVersion(redis::Connection *connection, CancelToken token)
{
    const Result<redis::Reply> reply = co_await connection->command({"INFO"_ba, "server"_ba}, token);
    if (!reply)
        co_return reply.error();
    const QByteArrayList lines = reply->bytes().split('\n');
    const QByteArray name = "redis_version:"_ba;
    for (const QByteArray &line : lines) {
        if (line.startsWith(name))
            co_return QString::fromLatin1(line.mid(name.size()).trimmed());
    }
    co_return tr("unknown");
}

QCoro::Task<Result<void>> dumpKeys(redis::Connection *connection, CacheInput input, VaultDraft *draft,
    std::function<void(const QString &)> tell, CancelToken token)
{
    const Result<QString> version = co_await redisVersion(connection, token);
    if (!version)
        co_return version.error();
    redis::Keyspace keyspace(*connection);
    redis::KeySelection selection;
    selection.pattern = input.pattern;
    selection.limit = input.atMost + 1;
    const auto onScan = [&tell](qsizetype matched) {
        if (tell)
            tell(tr("%1 keys found").arg(matched));
    };
    const Result<redis::KeyMatches> matches = co_await keyspace.scan(selection, onScan, token);
    if (!matches)
        co_return matches.error();
    if (matches->keys.size() > input.atMost)
        co_return tooMany(input);
    const Result<std::unique_ptr<DraftFile>> file = DraftFile::make(*draft, QLatin1String(keysFile));
    if (!file)
        co_return file.error();
    const auto sink = [&file](QByteArrayView bytes) { return (*file)->append(bytes); };
    const Result<redis::CapturedKeys> captured = co_await keyspace.capture(matches->keys, sink, token);
    if (!captured)
        co_return captured.error();
    draft->manifest.source
        = {{u"cache"_s, input.cache}, {u"pattern"_s, QString::fromUtf8(input.pattern)}, {u"redisVersion"_s, *version}};
    draft->manifest.contents = {{u"keys"_s, captured->captured}, {u"missing"_s, captured->missing}};
    draft->manifest.items = captured->captured;
    co_return (*file)->close();
}

} // namespace sm::backups
