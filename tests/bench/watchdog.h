#pragma once

#include <QElapsedTimer>
#include <QJsonObject>
#include <QTimer>

#include <array>

/**
 * How long the thread it lives in could not answer: a timer that should fire every millisecond notes by how much it was
 * late. What else the machine does is in it too.
 */
class Watchdog : public QObject
{
public:
    Watchdog()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const qint64 lateUs = m_clock.nsecsElapsed() / 1000 - 1000;
            m_clock.start();
            m_longestUs = std::max(m_longestUs, lateUs);
            for (std::size_t i = 0; i < limitsMs.size(); ++i) {
                if (lateUs <= limitsMs.at(i) * 1000) {
                    ++m_counts.at(i);
                    return;
                }
            }
            ++m_counts.back();
        });
    }

    void start()
    {
        m_longestUs = 0;
        m_counts.fill(0);
        m_clock.start();
        m_timer.start();
    }

    /** The longest pause and how many there were of each length, milliseconds. */
    [[nodiscard]] QJsonObject stop()
    {
        const qint64 sinceLast = m_clock.nsecsElapsed() / 1000 - 1000;
        m_longestUs = std::max(m_longestUs, sinceLast);
        m_timer.stop();
        QJsonObject histogram;
        for (std::size_t i = 0; i < limitsMs.size(); ++i) {
            histogram.insert(QStringLiteral("<=%1").arg(limitsMs.at(i)), m_counts.at(i));
        }
        histogram.insert(QStringLiteral(">%1").arg(limitsMs.back()), m_counts.back());
        return {{QStringLiteral("longest_ms"), static_cast<double>(m_longestUs) / 1000},
            {QStringLiteral("histogram"), histogram}};
    }

private:
    static constexpr std::array<qint64, 7> limitsMs{1, 5, 10, 16, 25, 50, 100};

    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longestUs = 0;
    std::array<qint64, limitsMs.size() + 1> m_counts{};
};
