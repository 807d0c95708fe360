// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <coststore/sharedtexts.h>

#include <QStringList>

#include <vector>

namespace sm::costs {

/// What was found, and where.
struct FoundText
{
    QByteArray json;
    CostOrigin origin = CostOrigin::Store;
};

/// The places of a team, one behind the other. Nothing of it makes a question fail or wait for long: a place that fails
/// or does not answer is left alone for a minute, and what is written is written behind the answer.
class SharedShelf
{
public:
    /// \p places are asked in their order; \p clock outlives everything. \p patience: with one place.
    SharedShelf(std::vector<std::shared_ptr<SharedTexts>> places, const Clock *clock,
        std::chrono::milliseconds patience = std::chrono::seconds(3));
    ~SharedShelf();
    Q_DISABLE_COPY_MOVE(SharedShelf)

    /// Nothing: no place has it, or none could be asked; notes() says so.
    QCoro::Task<std::optional<FoundText>> read(SystemId system, QString key, CancelToken token);
    /// Writes \p text soon, together with what else comes meanwhile. The latest of a key counts.
    void write(SharedText text);
    void record(SourceCall call);

    /// What a person should know: a place that can not be asked or written to.
    QStringList notes() const;
    /// Whether something is still on its way. Nobody waits for that but a program that ends.
    bool isWriting() const;

private:
    class State;
    std::shared_ptr<State> m_state;
};

} // namespace sm::costs
