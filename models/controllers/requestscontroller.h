// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/error.h>
#include <core/waitingrequest.h>

#include <QObject>

namespace sm::approvals {
class SharedApprovals;
}

namespace sm::controllers {

/// What others ask to have approved in the database of a system, and one's answers to it.
class RequestsController : public QObject
{
    Q_OBJECT

public:
    /// \p shared may be null: then nothing can be read. It outlives this.
    explicit RequestsController(approvals::SharedApprovals *shared, QObject *parent = nullptr);
    ~RequestsController() override;

    /// Reads them again: loaded() or failed() follows.
    void reload();
    /// Answers one of them: answered() or failed() follows, and they are read again.
    void approve(const QString &id);
    void refuse(const QString &id, const QString &reason);

Q_SIGNALS:
    /// Oldest first. \p damaged of them are left out because they are not what was signed.
    void loaded(const QList<sm::WaitingRequest> &requests, int damaged);
    void answered(const sm::WaitingRequest &request, bool approved);
    void failed(const sm::Error &error);

private:
    struct Kept;

    const Kept *find(const QString &id) const;
    void finish(const WaitingRequest &request, bool approved, const Error *problem);

    approvals::SharedApprovals *m_shared;
    std::vector<Kept> m_requests; ///< as they were shown: what is answered is what was seen
    CancelSource m_cancel; ///< of reading; an answer that was given is given
    bool m_isAnswering = false;
};

} // namespace sm::controllers
