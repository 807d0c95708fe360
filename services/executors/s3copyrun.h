// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3copyinput.h"

#include <aws/caller.h>
#include <executors/liveoutput.h>
#include <operations/executor.h>

#include <optional>

namespace sm::executors {

/// One execution of s3:copy, whose objects are known. Lives as long as run() does.
class S3CopyRun
{
public:
    S3CopyRun(aws::Caller &caller, WritePermit permit, Step step, S3CopyInput copy, LiveOutput live);

    /// {objects: [{key, etag, versionId}], copied, bytes, alreadyThere}: what was written, and no more.
    /// \error the first one that an object brought; changed() is Yes where others were written before. Unknown when
    ///        cancelled in between.
    QCoro::Task<Result<operations::Applied>> run(CancelToken token);

private:
    QCoro::Task<bool> copyOne(qsizetype number);
    void tell(const CopiedObject &object);
    Error withHowFar(const Error &error) const;
    QJsonObject output() const;

    aws::Caller &m_caller;
    WritePermit m_permit;
    Step m_step;
    S3CopyInput m_copy;
    LiveOutput m_live;
    QList<CopiedObject> m_missing;
    QJsonArray m_written;
    qint64 m_bytes = 0;
    std::optional<Error> m_problem;
};

} // namespace sm::executors
