// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "batch.h"
#include "replyreader.h"
#include "settings.h"

#include <core/canceltoken.h>

#include <QCoroTask>
#include <QElapsedTimer>
#include <QSslError>
#include <QTcpSocket>
#include <QTimer>

#include <deque>

namespace sm::net {
class Wakeup;
}

namespace sm::redis {

class PendingBatch;

/// One socket and the commands on it. Redis answers in the order of asking, so several batches may be under way; each
/// goes out whole before the next one. Once it has failed it stays failed, and every batch ends with the reason.
class Channel : public QObject
{
    Q_OBJECT

public:
    explicit Channel(Settings settings);
    ~Channel() override;

    /// \error as Connection::open(), without what the server says
    QCoro::Task<Result<void>> open(CancelToken token);

    /// Ends when every command is answered. Cancelling leaves the channel usable: what was sent is awaited unseen,
    /// the rest is not sent.
    QCoro::Task<Result<void>> exchange(Batch batch, CancelToken token);

    bool isOpen() const { return m_isOpen && !m_failure; }

    /// Ends all batches with \p reason. The socket is gone when this returns.
    void fail(const Error &reason);

private:
    void connectSocket();
    void onConnected();
    void onSocketError();
    void onReadyRead();
    void onStall();
    void deliverAll();
    void deliver(Reply reply);
    void pump();
    void sendPiece();
    bool hasRoom() const;
    void noteActivity();
    void abandon(const std::shared_ptr<PendingBatch> &pending);

    Settings m_settings;
    std::unique_ptr<QTcpSocket> m_socket;
    ReplyReader m_reader;
    QByteArray m_input;
    QByteArray m_output;
    std::deque<std::shared_ptr<PendingBatch>> m_unsent; ///< have commands that were not sent
    std::deque<std::shared_ptr<PendingBatch>> m_unanswered; ///< are owed answers
    std::deque<qsizetype> m_sizes; ///< of the commands that are owed an answer
    qsizetype m_inFlightBytes = 0;
    QTimer m_stall;
    QElapsedTimer m_sinceActivity;
    QList<QSslError> m_verdicts;
    net::Wakeup *m_opening = nullptr;
    bool m_isOpen = false;
    std::optional<Error> m_failure;
};

} // namespace sm::redis
