// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link.h"
#include "postgreserror.h"

#include <postgres/copy.h>

namespace sm::postgres {

/// One COPY from its statement to its last result.
class CopyStream
{
public:
    explicit CopyStream(std::shared_ptr<Link> link);
    virtual ~CopyStream() = default;

    QCoro::Task<void> run(QByteArray sql);

    bool isComplete() const { return m_complete; }
    const CopyCount &count() const { return m_count; }
    const std::optional<Refusal> &refusal() const { return m_refusal; }
    /// Of our side: what the sink or the source said.
    const std::optional<Error> &failure() const { return m_failure; }

protected:
    virtual QCoro::Task<void> move() = 0;
    void addBytes(qsizetype bytes);
    /// Data would flow for ever in a connection that is neither at its end nor broken.
    void leaveCopyMode();

    std::shared_ptr<Link> m_link;
    std::optional<Error> m_failure;

private:
    void take(const PGresult &result);

    bool m_complete = false;
    CopyCount m_count;
    std::optional<Refusal> m_refusal;
};

class CopyOut final : public CopyStream
{
public:
    CopyOut(std::shared_ptr<Link> link, CopySink sink);

private:
    QCoro::Task<void> move() override;
    bool takeRows();
    void deliver();

    CopySink m_sink;
    QByteArray m_chunk;
};

class CopyIn final : public CopyStream
{
public:
    CopyIn(std::shared_ptr<Link> link, CopySource source);

private:
    QCoro::Task<void> move() override;
    QCoro::Task<bool> put(QByteArray chunk);
    QCoro::Task<bool> putPart(QByteArray part);

    CopySource m_source;
};

} // namespace sm::postgres
