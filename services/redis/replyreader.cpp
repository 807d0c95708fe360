// SPDX-License-Identifier: GPL-3.0-or-later
#include "replyreader.h"

#include <QLocale>

#include <hiredis/read.h>

namespace sm::redis {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Lines are sizes, numbers, statuses and messages: Redis sends none that is longer.
constexpr qsizetype maxLineBytes = 64 * 1024;

/// Puts \p reply where \p task says. hiredis keeps the pointer of an array for as long as it is being filled, and a
/// list does not grow meanwhile.
void *place(const redisReadTask *task, Reply reply)
{
    if (!task->parent)
        return new Reply(std::move(reply));
    return &static_cast<Reply *>(task->parent->obj)->append(std::move(reply));
}

Reply::Type typeOf(const redisReadTask *task)
{
    switch (task->type) {
    case REDIS_REPLY_STATUS:
        return Reply::Type::Simple;
    case REDIS_REPLY_ERROR:
        return Reply::Type::Error;
    case REDIS_REPLY_ARRAY:
        return Reply::Type::Array;
    default:
        return Reply::Type::Bulk;
    }
}

/// hiredis waits for the two bytes behind a bulk string but does not look at them.
void *createString(const redisReadTask *task, char *bytes, size_t size)
{
    const bool endsWell = task->type != REDIS_REPLY_STRING || (bytes[size] == '\r' && bytes[size + 1] == '\n');
    if (!endsWell) {
        *static_cast<bool *>(task->privdata) = true;
        return nullptr;
    }
    return place(task, Reply::text(typeOf(task), QByteArray(bytes, static_cast<qsizetype>(size))));
}

void *createArray(const redisReadTask *task, int) { return place(task, Reply::array()); }

void *createInteger(const redisReadTask *task, long long value) { return place(task, Reply::number(value)); }

void *createNil(const redisReadTask *task) { return place(task, Reply::nil(typeOf(task))); }

/// Called with the outermost one only; it owns the rest.
void freeReply(void *reply) { delete static_cast<Reply *>(reply); }

redisReplyObjectFunctions functions{createString, createArray, createInteger, createNil, freeReply};

} // namespace

void ReplyReader::FreeReader::operator()(redisReader *reader) const { redisReaderFree(reader); }

ReplyReader::ReplyReader(qint64 maxReplyBytes)
    : m_reader(redisReaderCreateWithFunctions(&functions))
    , m_limit(maxReplyBytes)
{
    Q_CHECK_PTR(m_reader.get());
    m_reader->privdata = &m_isBroken;
}

ReplyReader::~ReplyReader() = default;

void ReplyReader::feed(QByteArrayView bytes)
{
    m_begun += bytes.size();
    redisReaderFeed(m_reader.get(), bytes.data(), static_cast<size_t>(bytes.size()));
}

Result<std::optional<Reply>> ReplyReader::next()
{
    if (m_error)
        return *m_error;
    void *whole = nullptr;
    const bool isParsed = redisReaderGetReply(m_reader.get(), &whole) == REDIS_OK;
    const std::unique_ptr<Reply> reply(static_cast<Reply *>(whole));
    if (m_isBroken)
        return protocolError(u"a bulk string does not end where it says"_s);
    if (!isParsed)
        return protocolError(QString::fromLatin1(m_reader->errstr));
    if (reply) {
        m_begun = unread();
        return std::optional(std::move(*reply));
    }
    if (m_begun > m_limit)
        return keep(Error(Error::Kind::BadReply,
            tr("The answer is larger than %1. Ask for less at a time.").arg(QLocale().formattedDataSize(m_limit)))
                .withCode(u"TooLarge"_s));
    if (hasEndlessLine())
        return protocolError(u"a line does not end"_s);
    return std::optional<Reply>();
}

qsizetype ReplyReader::unread() const { return static_cast<qsizetype>(m_reader->len - m_reader->pos); }

Error ReplyReader::keep(Error error)
{
    m_error = std::move(error);
    return *m_error;
}

Error ReplyReader::protocolError(const QString &detail)
{
    return keep(Error(Error::Kind::BadReply,
        tr("The server does not answer as Redis does: %1. Check host, port and whether it expects TLS.").arg(detail))
            .withCode(u"Protocol"_s));
}

bool ReplyReader::hasEndlessLine() const
{
    const QByteArrayView rest(m_reader->buf + m_reader->pos, unread());
    return rest.size() > maxLineBytes && !rest.first(maxLineBytes).contains('\n');
}

} // namespace sm::redis
