// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3copyrun.h"

#include "lanes.h"
#include "s3objectcopy.h"

#include <process/plainline.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::S3Copy", text); }

} // namespace

S3CopyRun::S3CopyRun(aws::Caller &caller, WritePermit permit, Step step, S3CopyInput copy, LiveOutput live)
    : m_caller(caller)
    , m_permit(permit)
    , m_step(std::move(step))
    , m_copy(std::move(copy))
    , m_live(std::move(live))
{
    std::copy_if(m_copy.objects.begin(), m_copy.objects.end(), std::back_inserter(m_missing),
        [](const CopiedObject &each) { return !each.isThere; });
}

QCoro::Task<Result<Applied>> S3CopyRun::run(CancelToken token)
{
    co_await inLanes(m_missing.size(), [this](qsizetype number) { return copyOne(number); }, token);
    if (m_problem)
        co_return withHowFar(*m_problem);
    if (m_written.size() < m_missing.size())
        co_return withHowFar(Error::cancelled());
    co_return Applied{output(), {}, {}};
}

QCoro::Task<bool> S3CopyRun::copyOne(qsizetype number)
{
    const CopiedObject object = m_missing.at(number);
    S3ObjectCopy copy(m_caller, m_permit, m_copy, object);
    const Result<QJsonObject> written = co_await copy.run();
    if (!written) {
        const bool isWorse = !m_problem || written.error().changed() == Error::Changed::Unknown;
        if (isWorse)
            m_problem = written.error();
        co_return false;
    }
    m_written << *written;
    m_bytes += object.size;
    tell(object);
    co_return true;
}

void S3CopyRun::tell(const CopiedObject &object)
{
    if (m_live)
        m_live(
            m_step, tr("%1 of %2: %3").arg(m_written.size()).arg(m_missing.size()).arg(process::plainLine(object.to)));
}

Error S3CopyRun::withHowFar(const Error &error) const
{
    if (m_written.isEmpty())
        return error;
    if (error.kind() == Error::Kind::Cancelled) // neither done nor left out: somebody has to look
        return error.withChanged(Error::Changed::Unknown);
    const bool isUnknown = error.changed() == Error::Changed::Unknown;
    return Error(error.kind(),
        tr("%1 %2 of %3 objects had been copied before; doing it again copies the rest.")
            .arg(error.message())
            .arg(m_written.size())
            .arg(m_missing.size()))
        .withCode(error.code())
        .withRequestId(error.requestId())
        .withChanged(isUnknown ? Error::Changed::Unknown : Error::Changed::Yes);
}

QJsonObject S3CopyRun::output() const
{
    return {{u"objects"_s, m_written}, {u"copied"_s, m_written.size()}, {u"bytes"_s, m_bytes},
        {u"alreadyThere"_s, m_copy.objects.size() - m_missing.size()}};
}

} // namespace sm::executors
