class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.Kernel,
    scores: Tensor,
    codes: Tensor,
    settings: Tensor) -> List[Tensor]:
    n = torch.floordiv(torch.size(codes, 0), 2)
    views = torch.floordiv(torch.size(scores, 0), n)
    p = torch.log_softmax(torch.div(torch.to(scores, 6), float(settings[0])), 1)
    q = torch.detach(codes)
    whole = torch.zeros_like(torch.sum(p))
    part = torch.zeros_like(whole)
    for c in range(2):
      for v in range(views):
        if v != c:
          h = torch.mul(torch.narrow(q, 0, c * n, n), torch.narrow(p, 0, v * n, n))
          pair = torch.mean(torch.sum(h, [1]))
          if v < 2:
            whole = torch.sub(whole, pair)
          else:
            part = torch.sub(part, pair)
    pairs = 2 * (views - 1)
    whole = torch.div(whole, pairs)
    part = torch.div(part, pairs)
    return [torch.add(whole, part), whole, part]
